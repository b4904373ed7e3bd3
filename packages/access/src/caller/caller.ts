import type { SessionClaims } from "@rolecall/credentials";
import type { AccountId, Arn, UniqueId } from "@rolecall/names";
import type { RequestPrincipal } from "@rolecall/policy";

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

export type IdentifiedCaller = RootCaller | UserCaller | RoleSessionCaller | FederatedUserCaller;

/** Whoever calls an operation that needs no signature. */
export interface AnonymousCaller {
  readonly kind: "anonymous";
  readonly principal: RequestPrincipal;
}

export type Caller = IdentifiedCaller | AnonymousCaller;

export const ANONYMOUS: AnonymousCaller = { kind: "anonymous", principal: { kind: "anonymous" } };
