import { type ChangeStep, iamStep } from "../../patterns/change/change-step.ts";
import type { Deletion } from "../../patterns/change/deletion-dialog.tsx";
import { deviceSteps } from "../../patterns/credentials/device-steps.ts";
import { formatRelative } from "../../patterns/format-date.ts";
import { readAll } from "../../patterns/items/use-all.ts";
import { callOperation } from "../../session/call-operation.ts";
import { readHasPassword } from "./has-password.ts";

/**
 * What goes with a user, and in which order it is deleted: IAM deletes no user that still has anything.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
 * @throws ApiError where it may not be read
 */
export async function readUserDeletion(UserName: string, nowMs: number): Promise<Deletion> {
  const parts = await readParts(UserName);
  const lastUsed = await Promise.all(
    parts.keys.map(async ({ AccessKeyId = "" }) => {
      const { AccessKeyLastUsed } = await callOperation("iam", "GetAccessKeyLastUsed", { AccessKeyId });
      return AccessKeyLastUsed?.LastUsedDate;
    }),
  );
  return { consequences: consequencesOf(parts, { lastUsed, nowMs }), steps: stepsOf(UserName, parts) };
}

type Parts = Awaited<ReturnType<typeof readParts>>;

async function readParts(UserName: string) {
  const user = { UserName };
  const [{ User }, hasPassword, keys, devices, policies, inline, groups, certificates, ssh, credentials] =
    await Promise.all([
      callOperation("iam", "GetUser", user),
      readHasPassword(UserName),
      readAll(
        (page) => callOperation("iam", "ListAccessKeys", { ...user, ...page }),
        (o) => o.AccessKeyMetadata,
      ),
      readAll(
        (page) => callOperation("iam", "ListMFADevices", { ...user, ...page }),
        (o) => o.MFADevices,
      ),
      readAll(
        (page) => callOperation("iam", "ListAttachedUserPolicies", { ...user, ...page }),
        (o) => o.AttachedPolicies,
      ),
      readAll(
        (page) => callOperation("iam", "ListUserPolicies", { ...user, ...page }),
        (o) => o.PolicyNames,
      ),
      readAll(
        (page) => callOperation("iam", "ListGroupsForUser", { ...user, ...page }),
        (o) => o.Groups,
      ),
      readAll(
        (page) => callOperation("iam", "ListSigningCertificates", { ...user, ...page }),
        (o) => o.Certificates,
      ),
      readAll(
        (page) => callOperation("iam", "ListSSHPublicKeys", { ...user, ...page }),
        (o) => o.SSHPublicKeys,
      ),
      callOperation("iam", "ListServiceSpecificCredentials", user),
    ]);
  const specific = credentials.ServiceSpecificCredentials ?? [];
  const { PasswordLastUsed } = User ?? {};
  return {
    PasswordLastUsed,
    hasPassword,
    keys,
    devices,
    policies,
    inline,
    groups,
    certificates,
    ssh,
    specific,
  };
}

interface Seen {
  /** Of each key, in their order. */
  readonly lastUsed: readonly (string | undefined)[];
  readonly nowMs: number;
}

function consequencesOf(parts: Parts, { lastUsed, nowMs }: Seen): readonly string[] {
  const { hasPassword, PasswordLastUsed, keys, groups } = parts;
  const signIn =
    PasswordLastUsed === undefined
      ? "It was never used to sign in."
      : `Last sign-in: ${formatRelative(PasswordLastUsed, nowMs)}.`;
  return [
    "It cannot be undone. Whatever acts as this user is refused from then on.",
    ...(hasPassword ? [`The password goes, and sessions of the console end. ${signIn}`] : []),
    ...keys.map(({ AccessKeyId, Status }, at) => {
      const used = lastUsed[at];
      const when = used === undefined ? "never used" : `last used ${formatRelative(used, nowMs)}`;
      return `The access key ${AccessKeyId} (${Status?.toLowerCase()}) stops working: ${when}.`;
    }),
    ...(groups.length > 0 ? [`It leaves ${groups.map(({ GroupName }) => GroupName).join(", ")}.`] : []),
  ];
}

function stepsOf(UserName: string, parts: Parts): readonly ChangeStep[] {
  const of = { UserName };
  return [
    ...parts.keys.map(({ AccessKeyId = "" }) =>
      iamStep(`Delete the access key ${AccessKeyId}`, "DeleteAccessKey", { ...of, AccessKeyId }),
    ),
    ...(parts.hasPassword ? [iamStep("Delete the password", "DeleteLoginProfile", of)] : []),
    ...parts.devices.flatMap(({ SerialNumber }) => deviceSteps(UserName, SerialNumber)),
    ...parts.certificates.map(({ CertificateId }) =>
      iamStep(`Delete the signing certificate ${CertificateId}`, "DeleteSigningCertificate", {
        ...of,
        CertificateId,
      }),
    ),
    ...parts.ssh.map(({ SSHPublicKeyId }) =>
      iamStep(`Delete the SSH key ${SSHPublicKeyId}`, "DeleteSSHPublicKey", { ...of, SSHPublicKeyId }),
    ),
    ...parts.specific.map(({ ServiceSpecificCredentialId }) =>
      iamStep(`Delete the credential ${ServiceSpecificCredentialId}`, "DeleteServiceSpecificCredential", {
        ...of,
        ServiceSpecificCredentialId,
      }),
    ),
    ...parts.inline.map((PolicyName) =>
      iamStep(`Delete the inline policy ${PolicyName}`, "DeleteUserPolicy", { ...of, PolicyName }),
    ),
    ...parts.policies.map(({ PolicyName, PolicyArn = "" }) =>
      iamStep(`Detach ${PolicyName}`, "DetachUserPolicy", { ...of, PolicyArn }),
    ),
    ...parts.groups.map(({ GroupName }) =>
      iamStep(`Remove from ${GroupName}`, "RemoveUserFromGroup", { ...of, GroupName }),
    ),
    iamStep(`Delete the user ${UserName}`, "DeleteUser", of),
  ];
}
