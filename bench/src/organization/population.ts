import type { AccountId, OrganizationPolicyId, ParentId } from "@rolecall/names";
import { toAccountId, toOrganizationId } from "@rolecall/names";
import type { Store, WriteTransaction } from "@rolecall/store";
import {
  addOrganization,
  attachIn,
  FULL_ACCESS,
  join,
  ORGANIZATION,
  putPolicy,
  ROOT,
} from "../../../packages/access/src/organizations.test-support.ts";
import { NOW } from "../../../packages/access/src/records.test-support.ts";

/** How large an organization is. */
export interface Size {
  readonly accounts: number;
  /** How many units each level has, from the first below the root. */
  readonly units: readonly number[];
}

export const FULL_SIZE: Size = { accounts: 10_000, units: [4, 16, 64, 256, 660] };
export const QUICK_SIZE: Size = { accounts: 1_000, units: [2, 4, 8, 16, 70] };

/** Of each level, with FullAWSAccess. */
const POLICIES_PER_LEVEL = 5;
const SCP = "SERVICE_CONTROL_POLICY";
const IN_ONE_WRITE = 500;

const inLevel = (level: number, number: number) =>
  toOrganizationId("unit", `ou-aaaa-l${level}n${String(number).padStart(6, "0")}`);

/** What people attach: deny lists with conditions, and one about everything but what is global. */
function documents(level: number): readonly object[] {
  const deny = (Sid: string, rest: object) => ({
    Sid: `${Sid}${level}`,
    Effect: "Deny",
    Resource: "*",
    ...rest,
  });
  return [
    deny("Regions", {
      NotAction: ["iam:*", "organizations:*", "sts:*", "route53:*", "support:*", "cloudfront:*"],
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "eu-west-1", "us-east-1"] } },
    }),
    deny("Lists", {
      Action: ["iam:ListUsers", "organizations:LeaveOrganization"],
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", `eu-west-${level}`] } },
    }),
    deny("Users", {
      Action: ["iam:CreateUser", "iam:CreateAccessKey"],
      Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:user/guest${level}/*` } },
    }),
    deny("Trails", { Action: ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "config:Delete*"] }),
  ];
}

/** The organization, with every account under one of the lowest units; each level has policies of its own. Answers the accounts. */
export async function populate(store: Store, { accounts, units }: Size): Promise<readonly AccountId[]> {
  await addOrganization({ store }, { enabledPolicyTypes: [SCP] });
  const byLevel: (readonly OrganizationPolicyId[])[] = [];
  for (let level = 0; level < units.length + 2; level++) byLevel.push(await addPolicies(store, level));
  const attachAll = async (tx: WriteTransaction, target: string, level: number) => {
    for (const id of byLevel[level] ?? []) await attachIn(tx, id, target, SCP);
  };
  await store.write((tx) => attachAll(tx, ROOT, 0));
  for (const [index, count] of units.entries()) {
    await inBatches(store, count, async (tx, number) => {
      const id = inLevel(index, number);
      const above = units[index - 1];
      const parentId: ParentId = above === undefined ? ROOT : inLevel(index - 1, number % above);
      const record = { id, organizationId: ORGANIZATION, parentId, name: id, tags: [], createdAt: NOW };
      await tx.organizationalUnits.insert(record);
      await attachAll(tx, id, index + 1);
    });
  }
  const ids = Array.from({ length: accounts }, (_, number) => toAccountId(String(2e11 + number)));
  const lowest = units.at(-1) ?? 1;
  await inBatches(store, accounts, async (tx, number) => {
    const id = ids[number]!;
    await tx.accounts.insert({ id, name: `account-${id}`, email: `root@${id}.example`, createdAt: NOW });
    await join(tx, id, inLevel(units.length - 1, number % lowest));
    await attachAll(tx, id, units.length + 1);
  });
  return ids;
}

async function addPolicies(store: Store, level: number): Promise<readonly OrganizationPolicyId[]> {
  const ids = [FULL_ACCESS];
  for (const [number, statement] of documents(level)
    .slice(0, POLICIES_PER_LEVEL - 1)
    .entries()) {
    const content = JSON.stringify({ Version: "2012-10-17", Statement: statement });
    ids.push(await putPolicy({ store }, `l${level}n${number}`, content));
  }
  return ids;
}

async function inBatches(
  store: Store,
  count: number,
  add: (tx: WriteTransaction, number: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < count; from += IN_ONE_WRITE)
    await store.write(async (tx) => {
      for (let number = from; number < Math.min(count, from + IN_ONE_WRITE); number++) await add(tx, number);
    });
}
