import type { CredentialSource } from "../rotation/credential-source.ts";
import { CredentialsRefused, type RoleCredentials } from "../rotation/role-credentials.ts";
import type { InstanceDescription, InstanceProfile } from "./instance-description.ts";
import { formatMetadataJson, formatTime } from "./metadata-json.ts";
import { folder, type LeafValue, type MetadataNode, UNAVAILABLE } from "./metadata-tree.ts";

const TROUBLE_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html";

/** `iam/`: nothing of it is there without an instance profile, and no credentials where that has no role. */
export function iamFolder(
  description: InstanceDescription,
  credentials: CredentialSource,
): MetadataNode | undefined {
  const { instanceProfile: profile, accountId } = description;
  if (profile === undefined) return undefined;
  const { roleName } = profile;
  const hasRole = roleName !== undefined && profile.isMissing !== true;
  return folder({
    info: async () => formatInfo(profile, description.pendingTimeMs, credentials),
    // SDKs fail on an empty list: without a role the folder is not there.
    "security-credentials": hasRole
      ? folder({ [roleName]: () => formatCredentials(credentials, roleName, undefined) })
      : undefined,
    "security-credentials-extended": hasRole
      ? folder({ [roleName]: () => formatCredentials(credentials, roleName, accountId) })
      : undefined,
  });
}

async function formatInfo(
  { arn, id, isMissing, roleName }: InstanceProfile,
  pendingTimeMs: number,
  credentials: CredentialSource,
): Promise<string> {
  if (isMissing)
    return formatMetadataJson({ Code: "InstanceProfileNotFound", LastUpdated: formatTime(pendingTimeMs) });
  const last = roleName === undefined ? undefined : await credentials.get().catch(() => undefined);
  return formatMetadataJson({
    Code: "Success",
    LastUpdated: formatTime(last?.issuedAtMs ?? pendingTimeMs),
    InstanceProfileArn: arn,
    InstanceProfileId: id,
    Message:
      roleName === undefined
        ? `Instance Profile does not contain a role. Please see documentation at ${TROUBLE_PAGE}.`
        : undefined,
  });
}

/**
 * INVARIANT: Code is Success exactly where there are keys. SDKs for Go look at it alone, the others at the keys alone.
 * @param accountId for the extended document, which has it too
 */
async function formatCredentials(
  source: CredentialSource,
  roleName: string,
  accountId: string | undefined,
): Promise<LeafValue> {
  try {
    return formatKeys(await source.get(), accountId);
  } catch (error) {
    if (!(error instanceof CredentialsRefused)) return UNAVAILABLE;
    return formatMetadataJson({
      Code: "AssumeRoleUnauthorizedAccess",
      Message: `EC2 cannot assume the role ${roleName}. Please see documentation at ${TROUBLE_PAGE}#troubleshoot_iam-ec2_errors-info-doc.`,
      LastUpdated: formatTime(error.atMs),
    });
  }
}

/** Of each session, as it was written once: programs ask for it again and again. */
const written = new WeakMap<RoleCredentials, string>();

function formatKeys(keys: RoleCredentials, accountId: string | undefined): LeafValue {
  const known = accountId === undefined ? written.get(keys) : undefined;
  const body = known ?? writeKeys(keys, accountId);
  if (accountId === undefined) written.set(keys, body);
  return { body, modifiedAtMs: keys.issuedAtMs };
}

function writeKeys(keys: RoleCredentials, accountId: string | undefined): string {
  return formatMetadataJson({
    Code: "Success",
    LastUpdated: formatTime(keys.issuedAtMs),
    Type: "AWS-HMAC",
    AccessKeyId: keys.accessKeyId,
    SecretAccessKey: keys.secretAccessKey,
    Token: keys.sessionToken,
    Expiration: formatTime(keys.expiresAtMs),
    AccountId: accountId,
  });
}
