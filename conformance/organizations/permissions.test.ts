import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-organizations";
import { loadContract } from "@rolecall/contracts";
import { checkPermission } from "../installation/permission.ts";
import { keysIn, MANAGEMENT, startOrganization, type TestOrganization } from "./organization.ts";
import { type Ground, PERMISSION_ROWS, type PermissionRow } from "./permissions.ts";

/** Each operation is denied in AWS's words to who may do nothing, and done for who has the one permission on the one thing. */
const USER = `arn:aws:iam::${MANAGEMENT}:user/nobody`;
const POLICY = { Name: "Ground", Type: "TAG_POLICY", Description: "", Content: '{"tags":{}}' } as const;

let organization: TestOrganization;
let ground: Ground;
before(async () => {
  organization = await startOrganization();
  const { organizations } = organization.clients(keysIn(MANAGEMENT));
  const { Policy } = await organizations.send(new sdk.CreatePolicyCommand(POLICY));
  ground = { ...organization, policyId: Policy?.PolicySummary?.Id ?? "" };
});
after(() => organization?.stop());

/** Sends an operation as the user who may do nothing but what a test allows. */
function send(name: string, input: object): Promise<unknown> {
  const commands = sdk as unknown as Readonly<Record<string, new (input: object) => sdk.ListRootsCommand>>;
  const Command = commands[`${name}Command`];
  assert.ok(Command, `AWS's client has no ${name}`);
  const { organizations } = organization.clients(keysIn(MANAGEMENT, "nobody"));
  return organizations.send(new Command(input));
}

async function checkRow(name: string, row: PermissionRow): Promise<void> {
  const input = typeof row.input === "function" ? row.input(ground) : row.input;
  const kinds = row.on?.(ground);
  const resources = kinds?.map((kind) => `arn:aws:organizations::${MANAGEMENT}:${kind}`) ?? ["*"];
  const { iam } = organization.clients(keysIn(MANAGEMENT));
  await checkPermission({
    user: { arn: USER, userName: "nobody", admin: iam },
    needs: resources.map((resource) => ({ action: `organizations:${name}`, resource })),
    answers: row.answers,
    send: () => send(name, input),
  });
}

test("every operation of the contract has a row, and no other has", async () => {
  const { operations } = await loadContract("organizations");
  assert.deepEqual(Object.keys(PERMISSION_ROWS).toSorted(), operations.names.toSorted());
});

test("without the permission an operation is denied, with exactly that permission it is done", async (t) => {
  for (const [name, row] of Object.entries(PERMISSION_ROWS)) {
    await t.test(name, () => checkRow(name, row));
  }
});
