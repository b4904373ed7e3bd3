import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { userCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { formatArn } from "@rolecall/names";
import { ACCOUNT, NOW } from "../../access/src/records.test-support.ts";
import { addUser, REQUEST } from "../../access/src/world.test-support.ts";
import { defineOperations } from "./define.ts";
import { NOTHING_TO_FIND, type On } from "./on.ts";
import { runOperation } from "./run-operation.ts";
import { withTags } from "./tag/with-tags.ts";
import { contractNamed, openWorld, type World } from "./world.test-support.ts";

/** Operations that are about what is not there yet, and about a thing that needs permissions of its own. */
const userToBe: On<{ readonly UserName: string }, undefined> = {
  ...NOTHING_TO_FIND,
  permission: ({ caller: { accountId }, input: { UserName: name } }) => ({
    resource: formatArn("user", { accountId, path: "/", name }),
  }),
};
const createUser = defineOperations<IamOperations>({ service: "iam" }).write("CreateUser", {
  on: withTags("iam:TagUser", userToBe),
  also: () => [{ action: "iam:PassRole", resource: "*" }],
  perform: async ({ target }) => {
    assert.equal(target, undefined);
    return {};
  },
});

let world: World;
let askers = 0;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const NEW = formatArn("user", { accountId: ACCOUNT, path: "/", name: "new" });

/** Asked by a user who may do so much and no more. */
async function ask(actions: readonly string[], tags?: readonly { Key: string; Value: string }[]) {
  const Statement = actions.map((Action) => ({
    Effect: "Allow",
    Action,
    Resource: Action === "iam:PassRole" ? "*" : NEW,
  }));
  const document = JSON.stringify({ Version: "2012-10-17", Statement });
  askers += 1;
  const ann = await addUser(world, `asker${askers}`, document);
  return runOperation(world.store, createUser, {
    service: "iam",
    contract: contractNamed("CreateUser"),
    input: { UserName: "new", ...(tags !== undefined && { Tags: tags }) },
    caller: userCaller(ann, `AKIAASKER${askers}`),
    now: NOW,
    request: REQUEST,
    env: world.env,
    isSigned: true,
  });
}

const TAGS = [{ Key: "Team", Value: "Core" }];

test("its own permission, those of the thing and those of the operation are asked, in this order", async () => {
  await assert.rejects(ask(["iam:PassRole"], TAGS), /perform: iam:CreateUser on/);
  await assert.rejects(ask(["iam:CreateUser"], TAGS), /perform: iam:TagUser on/);
  await assert.rejects(ask(["iam:CreateUser", "iam:TagUser"], TAGS), /perform: iam:PassRole on/);
  assert.deepEqual(await ask(["iam:CreateUser", "iam:TagUser", "iam:PassRole"], TAGS), {});
});

test("without tags there is nothing to tag", async () => {
  for (const tags of [undefined, []]) {
    assert.deepEqual(await ask(["iam:CreateUser", "iam:PassRole"], tags), {});
  }
});
