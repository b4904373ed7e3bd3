/** Versions of an account's own policies. Source: IAM User Guide, "Versioning IAM policies". */

import type { PolicyVersion } from "@rolecall/contracts/iam";
import type { Call } from "@rolecall/operations";
import type { PolicyVersionRecord, ReadTransaction } from "@rolecall/store";
import { noSuchPolicyVersion } from "../error.ts";
import { existingCustomerPolicy, type PolicySubject } from "./find-policy.ts";
import { formatVersionId, parseVersionId } from "./version-id.ts";

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
export async function existingVersion(
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
