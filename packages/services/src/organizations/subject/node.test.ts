import assert from "node:assert/strict";
import { test } from "node:test";
import { organizationArn, targetArn } from "../arns.ts";
import {
  ALONE,
  ARNS,
  createOrganization,
  MEMBER,
  ORGANIZATION,
  ROOT,
  UNIT,
} from "../organization.test-support.ts";
import { pathOfParent } from "./entity-path.ts";
import { findNode, nodeName, nodeParent } from "./node.ts";

test("root, units and accounts are found by their ids, each with its name, parent and ARN", async (t) => {
  const { read, close } = await createOrganization();
  t.after(close);
  const seen = await read(async (tx) => {
    const organization = await tx.organizations.byId(ORGANIZATION);
    assert.ok(organization);
    const rows: unknown[] = [organizationArn(organization), await pathOfParent(tx, organization, UNIT)];
    for (const id of [ROOT, UNIT, MEMBER]) {
      const { target, record } = await findNode(tx, organization, id);
      assert.ok(target && record);
      rows.push([nodeName(record), nodeParent(record), targetArn(organization, target)]);
    }
    return rows;
  });
  assert.deepEqual(seen, [
    `${ARNS}:organization/${ORGANIZATION}`,
    `${ORGANIZATION}/${ROOT}/${UNIT}/`,
    ["Root", undefined, `${ARNS}:root/${ORGANIZATION}/${ROOT}`],
    ["Workloads", ROOT, `${ARNS}:ou/${ORGANIZATION}/${UNIT}`],
    [`account-${MEMBER}`, UNIT, `${ARNS}:account/${ORGANIZATION}/${MEMBER}`],
  ]);
});

test("what is in no organization, or in another one, is not found", async (t) => {
  const { read, close } = await createOrganization();
  t.after(close);
  await read(async (tx) => {
    const organization = await tx.organizations.byId(ORGANIZATION);
    assert.ok(organization);
    for (const id of [ALONE, "r-zzzz", "ou-abcd-99999999", "p-12345678"]) {
      assert.equal((await findNode(tx, organization, id)).record, undefined, id);
    }
    const stranger = { ...organization, id: "o-otherorgan1" as typeof ORGANIZATION };
    for (const id of [UNIT, MEMBER]) {
      assert.equal((await findNode(tx, stranger, id)).record, undefined, id);
    }
  });
});
