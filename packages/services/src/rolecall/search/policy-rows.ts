/** AWS's policies and an account's own, in one form. */
import type { ManagedPolicy } from "@rolecall/access";
import type { Arn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import {
  type EpochMilliseconds,
  eachPage,
  type PolicyRecord,
  type PolicyUses,
  type ReadTransaction,
  type Tag,
} from "@rolecall/store";
import type { PolicyGrants } from "./policy-grants.ts";

export type PolicyProperty =
  | "name"
  | "arn"
  | "path"
  | "description"
  | "tag"
  | "type"
  | "attachmentCount"
  | "boundaryCount"
  | "isUsed"
  | "createdAt"
  | "updatedAt"
  /** `service:Name`: what may allow it. */
  | "action"
  | "allowsEverything";

export type PolicyPart = "uses" | "document" | "grants";

/** Parts that were not asked for are absent; uses are too where there are none. */
export interface PolicyRow {
  readonly owner: "AWS" | "Customer";
  readonly name: string;
  readonly policyId: string;
  readonly arn: Arn;
  readonly path: string;
  readonly description?: string;
  readonly defaultVersionId: string;
  readonly createdAt: EpochMilliseconds;
  readonly updatedAt: EpochMilliseconds;
  readonly tags: readonly Tag[];
  readonly uses?: PolicyUses;
  readonly document?: string;
  readonly grants?: PolicyGrants;
}

const NO_TAGS: readonly Tag[] = [];
const PAGE = 1_000;

/** All of them, by name without regard to case. */
export async function allPolicies({
  tx,
  caller,
  env,
}: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "env">): Promise<readonly PolicyRow[]> {
  const own: PolicyRow[] = [];
  const pages = eachPage((request) => tx.policies.list(caller.accountId, request), PAGE);
  for await (const page of pages) own.push(...page.map(customerRow));
  const all = [...own, ...env.managedPolicies.list().map(awsRow)];
  const keyed = all.map((row) => ({ row, key: row.name.toLowerCase() }));
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ row }) => row);
}

function customerRow(policy: PolicyRecord): PolicyRow {
  const { name, id, arn, path, description, createdAt, updatedAt, tags, defaultVersion } = policy;
  return {
    owner: "Customer",
    ...{ name, policyId: id, arn, path, createdAt, updatedAt, tags },
    defaultVersionId: `v${defaultVersion}`,
    ...(description !== undefined && { description }),
  };
}

function awsRow({
  name,
  policyId,
  arn,
  path,
  createDate,
  updateDate,
  defaultVersionId,
}: ManagedPolicy): PolicyRow {
  const times = { createdAt: Date.parse(createDate), updatedAt: Date.parse(updateDate) };
  return { owner: "AWS", name, policyId, arn, path, defaultVersionId, ...times, tags: NO_TAGS };
}
