/** Works at the same moment, on one node or on several: what has to be once is once, and what has to agree agrees. */
import assert from "node:assert/strict";
import type { WriteTransaction } from "../src/families.ts";
import type { Store } from "../src/store.ts";
import { CONFLICT } from "./conflict.ts";
import { account } from "./families/accounts.ts";
import { organizationAttachment } from "./families/organization-attachments.ts";
import { organizationMember } from "./families/organization-members.ts";
import { organizationalUnit } from "./families/organizational-units.ts";
import { organization } from "./families/organizations.ts";
import { FULL_ACCESS, PLACES } from "./organization-samples.ts";
import { accountId, CREATED_AT } from "./samples.ts";

/** Two, which may be one. */
type Nodes = readonly [Store, Store];

export const TOGETHER: Readonly<Record<string, (nodes: Nodes) => Promise<void>>> = {
  "an account manages one organization": manageOnce,
  "an account is in one organization": joinOnce,
  "a unit's name is taken once": nameOnce,
  "what is attached twice is attached once": attachOnce,
  "whoever joins while a type is enabled has what it attaches": joinWhileEnabling,
  "whoever joins while the organization goes is in none": joinWhileGoing,
  "who moves into a unit while it goes is in it, or it is gone": moveWhileGoing,
};

const EACH = 6;
type Work<Result> = (tx: WriteTransaction, number: number) => Promise<Result>;

/** By turns on either node, all at once. */
function together<Result>(nodes: Nodes, work: Work<Result>) {
  const writes = Array.from({ length: EACH }, (_, number) =>
    nodes[number % 2]!.write((tx) => work(tx, number)),
  );
  return Promise.allSettled(writes);
}

async function assertOneDone(nodes: Nodes, work: Work<void>): Promise<void> {
  const results = await together(nodes, work);
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  for (const result of results)
    if (result.status === "rejected") assert.equal(result.reason.code, CONFLICT.code, result.reason);
}

async function fill(nodes: Nodes): Promise<void> {
  await nodes[0].write(async (tx) => {
    for (let number = 3; number <= 2 + EACH; number++) await tx.accounts.insert(account(number));
    for (const number of [0, 1]) await tx.organizations.insert(organization(number));
    await tx.organizationalUnits.insert(organizationalUnit(0));
  });
}

async function manageOnce(nodes: Nodes): Promise<void> {
  await assertOneDone(nodes, (tx, number) =>
    tx.organizations.insert(organization(number, { managementAccountId: accountId(1) })),
  );
  assert.equal((await nodes[1].read((tx) => tx.organizations.list())).length, 1);
}

async function joinOnce(nodes: Nodes): Promise<void> {
  await fill(nodes);
  await assertOneDone(nodes, (tx, number) =>
    tx.organizationMembers.insert(organizationMember(3, number % 2 === 0 ? PLACES[0] : PLACES[2])),
  );
  const counts = await nodes[1].read((tx) =>
    Promise.all([0, 1].map((number) => tx.organizationMembers.count(organization(number).id))),
  );
  assert.equal(counts[0]! + counts[1]!, 1);
}

async function nameOnce(nodes: Nodes): Promise<void> {
  await fill(nodes);
  await assertOneDone(nodes, (tx, number) =>
    tx.organizationalUnits.insert(organizationalUnit(1 + number, { name: "Sandbox" })),
  );
  assert.equal(await nodes[1].read((tx) => tx.organizationalUnits.count(organization(0).id)), 2);
}

async function attachOnce(nodes: Nodes): Promise<void> {
  await fill(nodes);
  const { rootId } = organization(0);
  const record = organizationAttachment({ targetKind: "root", targetId: rootId });
  const results = await together(nodes, (tx) => tx.organizationAttachments.attach(record));
  const answers = results.map((each) => (each.status === "fulfilled" ? each.value : each.reason));
  assert.deepEqual(answers.toSorted(), [...Array(EACH - 1).fill(false), true]);
  assert.deepEqual(await nodes[1].read((tx) => tx.organizationAttachments.ofTarget(rootId)), [record]);
}

/** As operations do it: who joins looks at which types are enabled, who enables one attaches to whoever is there. */
async function joinWhileEnabling(nodes: Nodes): Promise<void> {
  await fill(nodes);
  const type = "SERVICE_CONTROL_POLICY";
  const attached = { policyId: FULL_ACCESS, policyType: type, attachedAt: CREATED_AT } as const;
  const results = await together(nodes, async (tx, number) => {
    const found = await tx.organizations.byId(organization(0).id);
    assert.ok(found);
    if (number === 3) {
      await tx.organizations.update({ ...found, enabledPolicyTypes: [type] });
      return tx.organizationAttachments.attachEverywhere({ organizationId: found.id, ...attached });
    }
    const member = organizationMember(3 + number);
    await tx.organizationMembers.insert(member);
    if (!found.enabledPolicyTypes.includes(type)) return;
    const target = { targetKind: "account", targetId: member.accountId } as const;
    await tx.organizationAttachments.attach(organizationAttachment(target, attached));
  });
  assertAllDone(results);
  const request = { limit: 99 };
  const { items } = await nodes[1].read((tx) =>
    tx.organizationAttachments.ofPolicy(organization(0).id, FULL_ACCESS, request),
  );
  const members = [0, 1, 2, 4, 5].map((number) => accountId(3 + number));
  assert.deepEqual(
    items.map(({ targetId }) => targetId),
    [...members, organizationalUnit(0).id, organization(0).rootId],
  );
}

async function joinWhileGoing(nodes: Nodes): Promise<void> {
  await fill(nodes);
  const { id } = organization(0);
  const results = await together(nodes, (tx, number) =>
    number === 3
      ? tx.organizations.delete(id)
      : tx.organizationMembers.insert(organizationMember(3 + number)),
  );
  for (const [number, result] of results.entries()) {
    if (result.status === "fulfilled") continue;
    assert.deepEqual([number === 3, result.reason.code], [false, CONFLICT.code], String(result.reason));
  }
  await nodes[1].read(async (tx) => {
    assert.equal(await tx.organizations.byId(id), undefined);
    assert.equal(await tx.organizationMembers.count(id), 0);
    for (let number = 3; number <= 2 + EACH; number++)
      assert.equal(await tx.organizationMembers.ofAccount(accountId(number)), undefined);
  });
}

/** As operations do it: whoever deletes a unit looks whether it is empty. */
async function moveWhileGoing(nodes: Nodes): Promise<void> {
  await fill(nodes);
  const unit = organizationalUnit(0);
  await nodes[0].write(async (tx) => {
    for (let number = 3; number <= 2 + EACH; number++)
      await tx.organizationMembers.insert(organizationMember(number));
  });
  const results = await together(nodes, async (tx, number) => {
    if (number < 5) return tx.organizationMembers.update(organizationMember(3 + number, PLACES[1]));
    const { items } = await tx.organizationMembers.ofParent(unit.id, { limit: 1 });
    if (items.length === 0) await tx.organizationalUnits.delete(unit.id);
  });
  const moved = results.slice(0, 5).filter(({ status }) => status === "fulfilled").length;
  await nodes[1].read(async (tx) => {
    const { items } = await tx.organizationMembers.ofParent(unit.id, { limit: 9 });
    assert.equal(items.length, moved);
    assert.equal((await tx.organizationalUnits.byId(unit.id)) === undefined, moved === 0);
  });
}

function assertAllDone(results: readonly PromiseSettledResult<unknown>[]): void {
  for (const each of results) if (each.status === "rejected") throw each.reason;
}
