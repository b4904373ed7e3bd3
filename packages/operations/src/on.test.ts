import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { type IdentifiedCaller, userCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { formatArn } from "@rolecall/names";
import type { UserRecord } from "@rolecall/store";
import { ACCOUNT, allow, NOW } from "../../access/src/records.test-support.ts";
import { addUser, REQUEST } from "../../access/src/world.test-support.ts";
import { defineOperations } from "./define.ts";
import type { On } from "./on.ts";
import { commonError } from "./refuse/common-error.ts";
import { runOperation } from "./run-operation.ts";
import { contractNamed, openWorld, type World } from "./world.test-support.ts";

/** A user by name. */
const user: On<{ readonly UserName: string }, UserRecord | undefined, UserRecord> = {
  find: ({ tx, caller, input }) => tx.users.byName(caller.accountId, input.UserName),
  permission: ({ input }, found) => ({
    resource: found === undefined ? "*" : formatArn("user", found),
    resourceName: `user ${input.UserName}`,
    ...(found !== undefined && { resourceTags: found.tags }),
  }),
  take(found) {
    if (found === undefined) throw commonError("validationError", "There is no such user.");
    return found;
  },
};

const taken: string[] = [];
const deleteUser = defineOperations<IamOperations>({ service: "iam" }).write("DeleteUser", {
  on: user,
  details: () => ({ requestTagKeys: ["team"] }),
  also: (_call, found) => [
    { action: "iam:PassRole", resource: found === undefined ? "*" : formatArn("user", found) },
  ],
  perform: async ({ target }) => {
    taken.push(target.name);
    return {};
  },
});

let world: World;
beforeEach(async () => {
  world = await openWorld();
  taken.length = 0;
  await addUser(world, "bob", undefined, { tags: [{ key: "team", value: "a" }] });
});
afterEach(() => world.close());

async function ask(document: string, UserName: string): Promise<unknown> {
  const ann = await addUser(world, "ann", document);
  const caller: IdentifiedCaller = userCaller(ann, "AKIAANN");
  return runOperation(world.store, deleteUser, {
    service: "iam",
    contract: contractNamed("DeleteUser"),
    input: { UserName },
    caller,
    now: NOW,
    request: REQUEST,
    env: world.env,
    isSigned: true,
  });
}

const BOB = formatArn("user", { accountId: ACCOUNT, path: "/", name: "bob" });

test("the permission of the operation's name is asked on what it is about, with its tags and the request's", async () => {
  const Condition = {
    StringEquals: { "aws:ResourceTag/team": "a" },
    "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
  };
  const Statement = [
    { Effect: "Allow", Action: "iam:DeleteUser", Resource: BOB, Condition },
    { Effect: "Allow", Action: "iam:PassRole", Resource: BOB },
  ];
  await ask(JSON.stringify({ Version: "2012-10-17", Statement }), "bob");
  assert.deepEqual(taken, ["bob"]);
});

test("a denial names it as it says", async () => {
  await assert.rejects(ask(allow("iam:PassRole"), "bob"), {
    code: "AccessDenied",
    message: `User: ${formatArn("user", { accountId: ACCOUNT, path: "/", name: "ann" })} is not authorized to perform: iam:DeleteUser on resource: user bob because no identity-based policy allows the iam:DeleteUser action`,
  });
  assert.deepEqual(taken, []);
});

test("what is needed besides must be granted too", async () => {
  await assert.rejects(ask(allow("iam:DeleteUser"), "bob"), /perform: iam:PassRole on resource/);
});

test("what is not there is told to whom it was granted, and to nobody else", async () => {
  await assert.rejects(ask(allow("iam:Other"), "nobody"), { code: "AccessDenied" });
});

test("what is not there is told once it was granted", async () => {
  await assert.rejects(ask(allow("iam:*"), "nobody"), { code: "ValidationError" });
  assert.deepEqual(taken, []);
});
