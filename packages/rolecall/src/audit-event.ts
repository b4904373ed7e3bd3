/** A request that was answered, as CloudTrail records it. Absent is what is not known or does not apply. */
export interface AuditEvent {
  readonly eventVersion?: string;
  /** ISO 8601, by Rolecall's clock. */
  readonly eventTime?: string;
  /** `iam.amazonaws.com` */
  readonly eventSource?: string;
  /** The operation: `CreateUser`. */
  readonly eventName?: string;
  readonly eventID?: string;
  readonly requestID?: string;
  readonly awsRegion?: string;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly userIdentity?: AuditIdentity;
  /** Absent where it was done. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** Without secrets. */
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
  readonly responseElements?: Readonly<Record<string, unknown>> | null;
  /** What Rolecall tells besides: `policyLayer` and `decision` of a denial, its `authorizationId`. */
  readonly additionalEventData?: Readonly<Record<string, unknown>>;
  readonly readOnly?: boolean;
  readonly recipientAccountId?: string;
}

/** Who sent a request. */
export interface AuditIdentity {
  /** `IAMUser`, `AssumedRole`, `Root`, `FederatedUser`, `WebIdentityUser`, `SAMLUser`, `AWSService`, `Unknown`. */
  readonly type?: string;
  readonly principalId?: string;
  readonly arn?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
  readonly invokedBy?: string;
  readonly sessionContext?: {
    readonly sessionIssuer?: { readonly userName?: string; readonly arn?: string };
  };
}
