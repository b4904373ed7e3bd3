/** Versions of an account's own policies. Source: IAM User Guide, "Versioning IAM policies". */

import type { PolicyVersion } from "@rolecall/contracts/iam";
import type { Call } from "@rolecall/operations";
import type { PolicyVersionRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { iamError, noSuchPolicyVersion } from "../error.ts";
import { anyPolicyToChange, policyToChange } from "../on.ts";
import { checkPolicyDocument, checkPolicySize } from "../policy-document.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { checkStoredText } from "../stored-text.ts";
import { existingCustomerPolicy, type PolicySubject } from "./find-policy.ts";
import { formatVersionId, parseVersionId } from "./version-id.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html */
export const createPolicyVersion = iam.write("CreatePolicyVersion", {
  on: policyToChange,
  perform: async ({ call: { input, tx, env, now }, target: policy }) => {
    const { PolicyDocument: document, SetAsDefault: isDefault = false } = input;
    checkPolicyDocument(document, "managed");
    checkPolicySize(document, "PolicySize", IAM_QUOTAS.of(env).ManagedPolicySize);
    const present = await tx.policyVersions.list(policy.id);
    if (present.length >= IAM_QUOTAS.of(env).VersionsPerPolicy)
      throw tooManyVersions(IAM_QUOTAS.of(env).VersionsPerPolicy);
    const texts = [document, ...present.map((version) => version.document)];
    checkStoredText(texts, IAM_QUOTAS.of(env).StoredPoliciesText, `policy ${policy.name}`);
    const version = policy.latestVersion + 1;
    await tx.policyVersions.insert({ policyId: policy.id, version, document, createdAt: now });
    const defaultVersion = isDefault ? version : policy.defaultVersion;
    await tx.policies.update({ ...policy, defaultVersion, latestVersion: version, updatedAt: now });
    return { PolicyVersion: versionToWire({ version, createdAt: now }, defaultVersion) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html */
export const setDefaultPolicyVersion = iam.write("SetDefaultPolicyVersion", {
  on: anyPolicyToChange,
  perform: async ({ call, target }) => {
    const { version } = await existingVersion(call, target);
    await call.tx.policies.update({ ...existingCustomerPolicy(target), defaultVersion: version });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = iam.write("DeletePolicyVersion", {
  on: anyPolicyToChange,
  perform: async ({ call, target }) => {
    const { policyId, version } = await existingVersion(call, target);
    if (version === existingCustomerPolicy(target).defaultVersion) {
      throw iamError("DeleteConflict", "Cannot delete the default version of a policy.");
    }
    await call.tx.policyVersions.delete(policyId, version);
    return {};
  },
});

/** A version as it is answered; the document is shown by GetPolicyVersion alone. */
export function versionToWire(
  { version, createdAt }: Pick<PolicyVersionRecord, "version" | "createdAt">,
  defaultVersion: number,
): PolicyVersion {
  return {
    VersionId: formatVersionId(version),
    IsDefaultVersion: version === defaultVersion,
    CreateDate: new Date(createdAt),
  };
}

/** @throws NoSuchEntity, in the same words for a policy and for a version that is not there */
async function existingVersion(
  { input, tx }: Call<{ readonly VersionId: string }, ReadTransaction>,
  subject: PolicySubject,
): Promise<PolicyVersionRecord> {
  const missing = noSuchPolicyVersion(subject.arn, input.VersionId);
  if (subject.found === undefined) throw missing;
  const version = parseVersionId(input.VersionId);
  const policy = existingCustomerPolicy(subject);
  const record = version && (await tx.policyVersions.get(policy.id, version));
  if (!record) throw missing;
  return record;
}

function tooManyVersions(limit: number) {
  return iamError(
    "LimitExceeded",
    `A managed policy can have up to ${limit} versions. Before you create a new version, you must delete an existing version.`,
  );
}
