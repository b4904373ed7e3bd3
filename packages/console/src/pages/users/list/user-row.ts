/** A row of SearchUsers, as docs/console.md tells it. What a column was not asked for, or may not be read, is absent. */
export interface UserRow {
  readonly UserName: string;
  readonly Path: string;
  readonly Arn: string;
  readonly CreateDate: string;
  readonly Groups?: readonly string[];
  readonly LastActivity?: string;
  readonly MfaDevices?: readonly { readonly SerialNumber: string; readonly Kind: string }[];
  readonly HasPassword?: boolean;
  readonly PasswordLastChanged?: string;
  readonly PasswordLastUsed?: string;
  readonly AccessKeys?: readonly UserKey[];
  readonly ActiveKeyCreateDate?: string;
  readonly AccessKeyLastUsed?: string;
  readonly Policies?: readonly { readonly PolicyName: string }[];
  readonly PermissionsBoundaryArn?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly Findings?: readonly string[];
  /** Columns that a policy denies of this one alone. */
  readonly Unreadable?: readonly string[];
}

interface UserKey {
  readonly AccessKeyId: string;
  readonly Status: string;
  readonly CreateDate: string;
}

const KINDS: Readonly<Record<string, string>> = {
  virtual: "Authenticator app",
  hardware: "Hardware token",
  securityKey: "Passkey",
};

export function mfaWords({ MfaDevices = [] }: UserRow): string {
  if (MfaDevices.length === 0) return "None";
  const kinds = [...new Set(MfaDevices.map(({ Kind }) => KINDS[Kind] ?? Kind))];
  return MfaDevices.length === 1 ? kinds.join("") : `${MfaDevices.length}: ${kinds.join(", ")}`;
}

export function keysWords({ AccessKeys = [] }: UserRow): string {
  if (AccessKeys.length === 0) return "None";
  return AccessKeys.map(({ AccessKeyId, Status }) => `${AccessKeyId} (${Status.toLowerCase()})`).join(", ");
}

/** What is found of a user, in words. */
export const FINDINGS: Readonly<Record<string, string>> = {
  UserWithoutMfa: "Password without MFA",
  OldAccessKey: "Key older than 90 days",
  UnusedUser: "Unused for 90 days",
};

export function findingsWords({ Findings = [] }: UserRow): readonly string[] {
  return Findings.map((finding) => FINDINGS[finding] ?? finding);
}
