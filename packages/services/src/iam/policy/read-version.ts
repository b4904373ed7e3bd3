import type { ManagedPolicy, ManagedPolicyCatalog } from "@rolecall/access";
import type { PolicyVersion } from "@rolecall/contracts/iam";
import type { PolicyRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { noSuchPolicyVersion } from "../error.ts";
import { openPage, pageOf } from "../page.ts";
import { encodeDocument } from "../policy-document.ts";
import { versionToWire } from "./change-version.ts";
import { existingPolicy, type FoundPolicy, onPolicy, policyNamed } from "./find-policy.ts";

interface Reading {
  readonly tx: ReadTransaction;
  readonly env: { readonly managedPolicies: ManagedPolicyCatalog };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = iam.read("GetPolicyVersion", {
  resolve: (call) => policyNamed(call, call.input.PolicyArn),
  requires: (_call, target) => [onPolicy("iam:GetPolicyVersion", target)],
  perform: async ({ call, target }) => {
    const versions = target.found === undefined ? [] : await policyVersions(call, target.found);
    const version = versions.find(({ VersionId }) => VersionId === call.input.VersionId);
    if (version === undefined) throw noSuchPolicyVersion(target.arn, call.input.VersionId);
    return { PolicyVersion: version };
  },
});

/**
 * Newest first, without documents.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html
 */
export const listPolicyVersions = iam.read("ListPolicyVersions", {
  resolve: (call) => policyNamed(call, call.input.PolicyArn),
  requires: (_call, target) => [onPolicy("iam:ListPolicyVersions", target)],
  perform: async ({ call, target }) => {
    const versions = await policyVersions(call, existingPolicy(target));
    const pager = openPage(call, "ListPolicyVersions", target.arn);
    const page = pageOf(versions, newestFirst, pager.request);
    const Versions = page.items.map(({ Document: _, ...version }) => version);
    return { Versions, ...pager.marks(page) };
  },
});

/** All versions of a policy with their documents, newest first. Of AWS's policies the default version alone is known. */
export async function policyVersions(
  { tx, env }: Reading,
  found: FoundPolicy,
): Promise<readonly PolicyVersion[]> {
  if (found.owner === "aws") return [awsVersion(found.policy, env.managedPolicies)];
  return customerVersions(tx, found.policy);
}

function awsVersion(policy: ManagedPolicy, catalog: ManagedPolicyCatalog): PolicyVersion {
  const document = catalog.document(policy.arn);
  if (document === undefined) throw new Error(`The catalog has no document of ${policy.arn}.`);
  return {
    Document: encodeDocument(document),
    VersionId: policy.defaultVersionId,
    IsDefaultVersion: true,
    CreateDate: new Date(policy.updateDate),
  };
}

async function customerVersions(
  tx: ReadTransaction,
  policy: PolicyRecord,
): Promise<readonly PolicyVersion[]> {
  return (await tx.policyVersions.list(policy.id)).map((record) => ({
    Document: encodeDocument(record.document),
    ...versionToWire(record, policy.defaultVersion),
  }));
}

/** Larger than any version: numbers are stored with nine digits at most. */
const ABOVE_ALL_VERSIONS = 10 ** 9;

/** A key by which later versions come first. */
function newestFirst({ VersionId }: PolicyVersion): string {
  const version = Number(VersionId?.slice(1));
  return String(ABOVE_ALL_VERSIONS - version).padStart(10, "0");
}
