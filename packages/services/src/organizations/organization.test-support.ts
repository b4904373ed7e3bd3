/**
 * An organization for tests: a management account, two members, one of them in a unit, all in the store. It stands there without
 * the operations that make it, which have tests of their own.
 */
import assert from "node:assert/strict";
import type { IdentifiedCaller } from "@rolecall/access";
import type { OrganizationsOperations } from "@rolecall/contracts";
import { type AccountId, type ParentId, toAccountId, toOrganizationId, toUniqueId } from "@rolecall/names";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { ACCOUNT, allow, NOW, userRecord } from "../../../access/src/records.test-support.ts";
import { putInline } from "../../../access/src/world.test-support.ts";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { organizationsService } from "./index.ts";
import type { OrganizationsQuota } from "./quotas.ts";

export const ROOT = toOrganizationId("root", "r-abcd");
export const UNIT = toOrganizationId("unit", "ou-abcd-11111111");
export const ORGANIZATION = toOrganizationId("organization", "o-exampleorg");
/** Under the unit. */
export const MEMBER = toAccountId("222222222222");
/** Right under the root. */
export const OTHER = toAccountId("333333333333");
/** In no organization. */
export const ALONE = toAccountId("444444444444");
export const ARNS = `arn:aws:organizations::${ACCOUNT}`;

export interface OrganizationHarness extends Harness<OrganizationsOperations> {
  /** The root users of the three members, and of the account that is none. */
  readonly management: IdentifiedCaller;
  readonly member: IdentifiedCaller;
  readonly other: IdentifiedCaller;
  readonly alone: IdentifiedCaller;
  /** A new user with a policy that allows these actions on everything, or with none. */
  addUser(accountId: AccountId, name: string, actions?: readonly string[]): Promise<IdentifiedCaller>;
  /** Changes the organization's record. */
  change(changes: Partial<OrganizationRecord>): Promise<void>;
  read<Found>(work: (tx: ReadTransaction) => Promise<Found>): Promise<Found>;
}

type Quotas = Partial<Record<OrganizationsQuota, number>>;

export async function createOrganization(quotas: Quotas = {}): Promise<OrganizationHarness> {
  const harness = await createHarness<OrganizationsOperations>(organizationsService, quotas);
  const { store } = harness;
  const [member, other, alone] = [
    await harness.addAccount(MEMBER),
    await harness.addAccount(OTHER),
    await harness.addAccount(ALONE),
  ];
  await insertOrganization(harness);
  return {
    ...harness,
    management: harness.root,
    member,
    other,
    alone,
    async addUser(accountId, name, actions) {
      const id = toUniqueId(`AIDA${name.toUpperCase()}${accountId}`.padEnd(21, "A").slice(0, 21));
      await store.write((tx) => tx.users.insert(userRecord(name, { accountId, id })));
      if (actions !== undefined) await putInline(harness, "user", id, allow(actions), accountId);
      return harness.asUser(name, accountId);
    },
    async change(changes) {
      await store.write(async (tx) => {
        const present = await tx.organizations.byId(ORGANIZATION);
        assert.ok(present);
        await tx.organizations.update({ ...present, ...changes });
      });
    },
    read: (work) => store.read(work),
  };
}

async function insertOrganization({ store }: Harness<OrganizationsOperations>): Promise<void> {
  await store.write(async (tx) => {
    await tx.organizations.insert({
      id: ORGANIZATION,
      managementAccountId: ACCOUNT,
      rootId: ROOT,
      featureSet: "ALL",
      enabledPolicyTypes: [],
      trustedServices: [],
      rootFeatures: [],
      rootTags: [],
      createdAt: NOW,
    });
    const parts = { organizationId: ORGANIZATION, tags: [], createdAt: NOW };
    await tx.organizationalUnits.insert({ ...parts, id: UNIT, parentId: ROOT, name: "Workloads" });
    const places: readonly (readonly [AccountId, ParentId])[] = [
      [ACCOUNT, ROOT],
      [MEMBER, UNIT],
      [OTHER, ROOT],
    ];
    for (const [accountId, parentId] of places) {
      const joined = { joinedMethod: "INVITED" as const, joinedAt: NOW, tags: [] };
      await tx.organizationMembers.insert({ organizationId: ORGANIZATION, accountId, parentId, ...joined });
    }
  });
}

/** SCP that denies leaving. */
export const DENY_LEAVING = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" },
});

/** A policy of the organization's own; answers its id. */
export async function createPolicy(
  { ask, management }: Pick<OrganizationHarness, "ask" | "management">,
  Name: string,
  {
    Type = "SERVICE_CONTROL_POLICY",
    Content = DENY_LEAVING,
  }: Partial<OrganizationsOperations["CreatePolicy"]["input"]> = {},
): Promise<string> {
  const { Policy } = await ask(management, "CreatePolicy", { Name, Type, Content, Description: "" });
  const id = Policy?.PolicySummary?.Id;
  assert.ok(id);
  return id;
}
