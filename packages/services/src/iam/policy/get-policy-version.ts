import type { PolicyVersion } from "@rolecall/contracts/iam";
import { iam } from "../define.ts";
import { noSuchPolicyVersion } from "../error.ts";
import { anyPolicy } from "../on.ts";
import type { FoundPolicy } from "./find-policy.ts";
import { awsVersion, customerVersion, type Reading } from "./show-version.ts";
import { parseVersionId } from "./version-id.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iam.read("GetPolicyVersion", {
  on: anyPolicy,
  perform: async ({ call, target }) => {
    const version = await policyVersion(call, target.found, call.input.VersionId);
    if (version === undefined) throw noSuchPolicyVersion(target.arn, call.input.VersionId);
    return { PolicyVersion: version };
  },
});

async function policyVersion(
  { tx, env }: Reading,
  found: FoundPolicy | undefined,
  versionId: string,
): Promise<PolicyVersion | undefined> {
  if (found === undefined) return undefined;
  if (found.owner === "aws") {
    return versionId === found.policy.defaultVersionId
      ? awsVersion(found.policy, env.managedPolicies)
      : undefined;
  }
  const version = parseVersionId(versionId);
  const record = version && (await tx.policyVersions.get(found.policy.id, version));
  return record ? customerVersion(record, found.policy) : undefined;
}
