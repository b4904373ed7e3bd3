/** A row of SearchRoles. */
export interface RoleRow {
  readonly RoleName: string;
  readonly RoleId: string;
  readonly Path: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly TrustedEntities?: readonly TrustRow[];
  readonly TrustedEntityCount?: number;
  readonly Policies?: readonly PolicyNameRow[];
  readonly LastActivity?: string;
  readonly Findings?: readonly string[];
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly PermissionsBoundaryArn?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

/** Somebody whom the trust policy names, and under which conditions. */
export interface TrustRow {
  readonly Kind: "Service" | "Account" | "Principal" | "WebIdentity" | "Saml" | "CanonicalUser" | "Everyone";
  readonly Name: string;
  readonly Conditions: readonly {
    readonly Operator: string;
    readonly Key: string;
    readonly Values: readonly string[];
  }[];
}

/** An inline policy has no ARN. */
interface PolicyNameRow {
  readonly PolicyName: string;
  readonly PolicyArn?: string;
}
