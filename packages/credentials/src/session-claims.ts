import type { AccountId, Arn, UniqueId } from "@rolecall/names";

/**
 * `assumedRoot`: a member's root user, for one task. `service`: a service in its own name. `longTermKey`: whoever signed with a key
 * that lasts, for a service that does something on its behalf. `console`: a user or root user who signed in with a browser.
 */
export type SessionKind =
  | "assumedRole"
  | "federatedUser"
  | "sessionToken"
  | "assumedRoot"
  | "service"
  | "longTermKey"
  | "console";

/** The role, user or root user that a session was made from. */
export interface SessionIssuer {
  readonly type: "Role" | "User" | "Root";
  readonly arn: Arn;
  /** Of a role, a user, or the root user. */
  readonly id: UniqueId;
}

/** What a session was delegated for: it may do what its principal may and this policy allows. */
export interface Delegation {
  /** The account that acts, of a product provider. */
  readonly delegateAccountId: AccountId;
  /** A session policy besides those that the approver's own session had. */
  readonly policy: string;
}

/** What the session of a service is. */
export interface ServiceClaims {
  /** `photos.example.internal` */
  readonly name: string;
  /** Of the key that it proved itself by: the session ends with it. */
  readonly keyId: string;
  /** What it acts for. */
  readonly sourceArn?: string | undefined;
  readonly sourceAccountId?: AccountId | undefined;
}

/** What a principal's request was passed on as: forward access. */
export interface ForwardedClaims {
  /** The services that passed it on, the first one first: `aws:CalledVia`. Never empty. */
  readonly services: readonly string[];
  /** The key that lasts which the request was signed with: the session ends with it. */
  readonly accessKeyId?: string | undefined;
}

/**
 * Condition keys that tell where a session's credentials were handed out, in lower case. No client can set one: only what Rolecall
 * knows itself of the machine or function fills them. INVARIANT: places are only ever added at the end.
 * Source: IAM User Guide, "AWS global condition context keys"; Service Authorization Reference, Amazon EC2, AWS Lambda.
 */
export const DELIVERY_KEYS = [
  "ec2:sourceinstancearn",
  "ec2:roledelivery",
  "aws:ec2instancesourcevpc",
  "aws:ec2instancesourceprivateipv4",
  "lambda:sourcefunctionarn",
] as const;

export type DeliveryKey = (typeof DELIVERY_KEYS)[number];
export type DeliveryKeys = { readonly [Key in DeliveryKey]?: string };

/** All that a session is. It travels in the session token; nothing is stored for it. */
export interface SessionClaims {
  readonly kind: SessionKind;
  readonly accountId: AccountId;
  /** The session's: …:assumed-role/Role/Session, …:federated-user/Bob; the user's or root's own for GetSessionToken and AssumeRoot. */
  readonly principalArn: Arn;
  /** AROA…:session, ACCOUNT:name, AIDA…, or the account id for root. */
  readonly principalId: string;
  readonly issuer?: SessionIssuer;
  readonly sessionName?: string;
  /** Without prototype: tag keys are the client's choice. */
  readonly sessionTags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** The inline session policy, as given. */
  readonly inlinePolicy?: string;
  readonly policyArns?: readonly string[];
  readonly mfaAuthenticatedAtSeconds?: number;
  readonly federatedProvider?: string;
  /**
   * Condition keys that the provider's token or assertion filled, and that stay with the session: `accounts.google.com:sub`. Without
   * prototype; in lower case.
   */
  readonly providerKeys?: Readonly<Record<string, string | readonly string[]>>;
  /** The role was assumed with the credentials of another role session. */
  readonly chained?: boolean;
  /** Absent where nobody else acts. */
  readonly delegation?: Delegation;
  /** Present exactly where it is a service's. */
  readonly service?: ServiceClaims;
  /** Absent where the principal itself calls. */
  readonly forwarded?: ForwardedClaims;
  /** Whether STS's global endpoint gave it, as tokens of version 1: opt-in regions do not take it. */
  readonly isOfDefaultRegions?: true;
  /** Absent where a client asked for the credentials. */
  readonly deliveryKeys?: DeliveryKeys;
  readonly issuedAtSeconds: number;
  readonly expiresAtSeconds: number;
}
