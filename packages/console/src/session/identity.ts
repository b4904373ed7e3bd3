/** Who is signed in, as the server tells it. Dates are ISO 8601. */
export interface Identity {
  readonly kind: "root" | "user" | "role" | "federatedUser";
  /** A user's or role's name; a root user's e-mail address. */
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly accountAlias?: string;
  readonly accountName: string;
  /** Of a role. */
  readonly sessionName?: string;
  /** Who assumed the role here. */
  readonly original?: OriginalIdentity;
  readonly displayName?: string;
  readonly color?: string;
  readonly isMfa: boolean;
  readonly signedInAt: string;
  readonly expiresAt: string;
  readonly idleExpiresAt?: string;
  readonly sessionId: string;
}

export interface OriginalIdentity {
  readonly kind: Identity["kind"];
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly accountAlias?: string;
}

/** What `GET /console/session` and every sign-in answer. */
export interface SignedIn {
  readonly identity: Identity;
  readonly csrfToken: string;
}
