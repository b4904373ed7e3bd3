import { iam } from "../define.ts";
import { iamError } from "../error.ts";
import { policyToChange } from "../on.ts";
import { checkPolicyDocument, checkPolicySize } from "../policy-document.ts";
import { IAM_QUOTAS } from "../quotas.ts";
import { checkStoredText } from "../stored-text.ts";
import { versionToWire } from "./existing-version.ts";

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

function tooManyVersions(limit: number) {
  return iamError(
    "LimitExceeded",
    `A managed policy can have up to ${limit} versions. Before you create a new version, you must delete an existing version.`,
  );
}
