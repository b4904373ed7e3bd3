import type { PolicyVersion } from "@rolecall/contracts/iam";
import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { policy } from "../on.ts";
import { versionToWire } from "./existing-version.ts";
import type { FoundPolicy } from "./find-policy.ts";
import { type Reading, shortAwsVersion } from "./show-version.ts";

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

async function shortVersions(reading: Reading, found: FoundPolicy): Promise<readonly PolicyVersion[]> {
  if (found.owner === "aws") return [shortAwsVersion(found.policy)];
  const records = await reading.tx.policyVersions.list(found.policy.id);
  return records.map((record) => versionToWire(record, found.policy.defaultVersion));
}

/** Larger than any version: numbers are stored with nine digits at most. */
const ABOVE_ALL_VERSIONS = 10 ** 9;

/** A key by which later versions come first. */
function newestFirst({ VersionId }: PolicyVersion): string {
  const version = Number(VersionId?.slice(1));
  return String(ABOVE_ALL_VERSIONS - version).padStart(10, "0");
}
