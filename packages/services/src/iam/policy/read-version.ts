import type { ManagedPolicy, ManagedPolicyCatalog } from "@rolecall/access";
import type { PolicyVersion } from "@rolecall/contracts/iam";
import { openPage, pageOf } from "@rolecall/operations";
import type { PolicyRecord, PolicyVersionRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { noSuchPolicyVersion } from "../error.ts";
import { anyPolicy, policy } from "../on.ts";
import { encodeDocument } from "../policy-document.ts";
import { versionToWire } from "./change-version.ts";
import type { FoundPolicy } from "./find-policy.ts";
import { parseVersionId } from "./version-id.ts";

interface Reading {
  readonly tx: ReadTransaction;
  readonly env: { readonly managedPolicies: ManagedPolicyCatalog };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iam.read("GetPolicyVersion", {
  on: anyPolicy,
  perform: async ({ call, target }) => {
    const version = await policyVersion(call, target.found, call.input.VersionId);
    if (version === undefined) throw noSuchPolicyVersion(target.arn, call.input.VersionId);
    return { PolicyVersion: version };
  },
});

/**
 * Newest first, without documents.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html
 */
export const listPolicyVersions = iam.read("ListPolicyVersions", {
  on: policy,
  perform: async ({ call, target: found }) => {
    const versions = await shortVersions(call, found);
    const pager = openPage(call, found.policy.arn);
    const page = pageOf(versions, newestFirst, pager.request);
    return { Versions: page.items, ...pager.marks(page) };
  },
});

/** All versions of a policy with their documents, newest first. Of AWS's policies the default version alone is known. */
export async function policyVersions(
  reading: Reading,
  found: FoundPolicy,
): Promise<readonly PolicyVersion[]> {
  if (found.owner === "aws") return [awsVersion(found.policy, reading.env.managedPolicies)];
  const { policy } = found;
  return (await reading.tx.policyVersions.list(policy.id)).map((record) => customerVersion(record, policy));
}

async function shortVersions(reading: Reading, found: FoundPolicy): Promise<readonly PolicyVersion[]> {
  if (found.owner === "aws") return [shortAwsVersion(found.policy)];
  const records = await reading.tx.policyVersions.list(found.policy.id);
  return records.map((record) => versionToWire(record, found.policy.defaultVersion));
}

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

function awsVersion(policy: ManagedPolicy, catalog: ManagedPolicyCatalog): PolicyVersion {
  const document = catalog.document(policy.arn);
  if (document === undefined) throw new Error(`The catalog has no document of ${policy.arn}.`);
  return { Document: encodeDocument(document), ...shortAwsVersion(policy) };
}

function shortAwsVersion(policy: ManagedPolicy): PolicyVersion {
  return {
    VersionId: policy.defaultVersionId,
    IsDefaultVersion: true,
    CreateDate: new Date(policy.updateDate),
  };
}

function customerVersion(record: PolicyVersionRecord, { defaultVersion }: PolicyRecord): PolicyVersion {
  return { Document: encodeDocument(record.document), ...versionToWire(record, defaultVersion) };
}

/** Larger than any version: numbers are stored with nine digits at most. */
const ABOVE_ALL_VERSIONS = 10 ** 9;

/** A key by which later versions come first. */
function newestFirst({ VersionId }: PolicyVersion): string {
  const version = Number(VersionId?.slice(1));
  return String(ABOVE_ALL_VERSIONS - version).padStart(10, "0");
}
