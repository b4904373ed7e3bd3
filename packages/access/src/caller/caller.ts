import type { SessionClaims } from "@rolecall/credentials";
import type { AccountId, Arn, UniqueId } from "@rolecall/names";
import type { ContextValue, RequestPrincipal } from "@rolecall/policy";

/** Who signed the request, proven. */
interface Identified {
  readonly accountId: AccountId;
  /** As GetCallerIdentity shows it. */
  readonly arn: Arn;
  /** `aws:userid`: AIDA…, AROA…:session, ACCOUNT:name, or the account id for root. */
  readonly userId: string;
  readonly accessKeyId: string;
  /** Present where temporary credentials were used. */
  readonly session?: SessionClaims;
  readonly principal: RequestPrincipal;
}

export interface RootCaller extends Identified {
  readonly kind: "root";
}

export interface UserCaller extends Identified {
  readonly kind: "user";
  readonly id: UniqueId;
  readonly userName: string;
}

export interface RoleSessionCaller extends Identified {
  readonly kind: "roleSession";
  readonly roleId: UniqueId;
  readonly roleArn: Arn;
  readonly session: SessionClaims;
}

/** The bearer of GetFederationToken's credentials; `issuerId` is the user, or the account for root. */
export interface FederatedUserCaller extends Identified {
  readonly kind: "federatedUser";
  readonly issuerId: UniqueId;
  readonly session: SessionClaims;
}

/** What is known of a service, however it shows who it is. */
interface ServiceIdentity {
  /** As a Principal element names it: `ec2.amazonaws.com`. */
  readonly service: string;
  readonly source?: ServiceSource | undefined;
}

/**
 * A registered service with credentials of its own. `accountId` is its owner's, which is not what it may act in: no policy takes it for
 * the account's.
 */
export interface ServiceSessionCaller extends Identified, ServiceIdentity {
  readonly kind: "serviceSession";
  readonly session: SessionClaims;
}

export type IdentifiedCaller =
  | RootCaller
  | UserCaller
  | RoleSessionCaller
  | FederatedUserCaller
  | ServiceSessionCaller;

/** Whoever calls an operation that needs no signature, and proves nothing. */
export interface AnonymousCaller {
  readonly kind: "anonymous";
  readonly principal: RequestPrincipal;
}

/**
 * The bearer of a token or assertion of an identity provider, proven by the operation that was sent it. It has no account, no
 * session and no policies: a role's trust policy alone lets it in.
 */
export interface FederatedCaller {
  readonly kind: "federated";
  /** As a Principal element names it: the provider's ARN, or a host such as accounts.google.com. */
  readonly provider: string;
  /** Whom the provider speaks of: `sub`, or the assertion's NameID. */
  readonly subject: string;
  /**
   * The condition keys that the token or assertion fills: `accounts.google.com:aud`, `saml:aud`. INVARIANT: keys are in lower
   * case.
   */
  readonly claims: ReadonlyMap<string, ContextValue>;
  readonly principal: RequestPrincipal;
}

/** What a service acts for: the instance, function or album that a customer has with it. */
export interface ServiceSource {
  /** `aws:SourceArn`; absent where it is not one thing that the service acts for. */
  readonly arn?: string | undefined;
  /** `aws:SourceAccount`: the customer's. `aws:SourceOrgID` and `aws:SourceOrgPaths` are those of its organization. */
  readonly accountId: AccountId;
}

/**
 * A service that acts in its own name, proven by the operation that it called. It has no account, no session and no policies: a
 * resource's policy alone lets it in, and service control policies do not limit it.
 * Source: IAM User Guide, "AWS JSON policy elements: Principal", "AWS service principals".
 */
export interface ServiceCaller extends ServiceIdentity {
  readonly kind: "service";
  /** `aws:PrincipalTag/…`, by lower-case key: what is known of whom the service lets in, such as the fields of a certificate. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly principal: RequestPrincipal;
}

/** Callers that nobody's key vouches for. */
export type UnsignedCaller = AnonymousCaller | FederatedCaller | ServiceCaller;

export type Caller = IdentifiedCaller | UnsignedCaller;

export function isIdentified(caller: Caller): caller is IdentifiedCaller {
  return caller.kind !== "anonymous" && caller.kind !== "federated" && caller.kind !== "service";
}

/** The service that calls, however it shows who it is. */
export function serviceOf(caller: Caller): ServiceCaller | ServiceSessionCaller | undefined {
  return caller.kind === "service" || caller.kind === "serviceSession" ? caller : undefined;
}

export const ANONYMOUS: AnonymousCaller = { kind: "anonymous", principal: { kind: "anonymous" } };
