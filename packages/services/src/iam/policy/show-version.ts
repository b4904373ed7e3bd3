import type { ManagedPolicy, ManagedPolicyCatalog } from "@rolecall/access";
import type { PolicyVersion } from "@rolecall/contracts/iam";
import type { PolicyRecord, PolicyVersionRecord, ReadTransaction } from "@rolecall/store";
import { encodeDocument } from "../policy-document.ts";
import { versionToWire } from "./existing-version.ts";
import type { FoundPolicy } from "./find-policy.ts";

export interface Reading {
  readonly tx: ReadTransaction;
  readonly env: { readonly managedPolicies: ManagedPolicyCatalog };
}

/** All versions of a policy with their documents, newest first. Of AWS's policies the default version alone is known. */
export async function policyVersions(
  reading: Reading,
  found: FoundPolicy,
): Promise<readonly PolicyVersion[]> {
  if (found.owner === "aws") return [awsVersion(found.policy, reading.env.managedPolicies)];
  const { policy } = found;
  return (await reading.tx.policyVersions.list(policy.id)).map((record) => customerVersion(record, policy));
}

export function awsVersion(policy: ManagedPolicy, catalog: ManagedPolicyCatalog): PolicyVersion {
  const document = catalog.document(policy.arn);
  if (document === undefined) throw new Error(`The catalog has no document of ${policy.arn}.`);
  return { Document: encodeDocument(document), ...shortAwsVersion(policy) };
}

export function shortAwsVersion(policy: ManagedPolicy): PolicyVersion {
  return {
    VersionId: policy.defaultVersionId,
    IsDefaultVersion: true,
    CreateDate: new Date(policy.updateDate),
  };
}

export function customerVersion(
  record: PolicyVersionRecord,
  { defaultVersion }: PolicyRecord,
): PolicyVersion {
  return { Document: encodeDocument(record.document), ...versionToWire(record, defaultVersion) };
}
