import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness } from "../harness.test-support.ts";
import { TRUST_EC2 } from "./document.test-support.ts";
import { iamService } from "./index.ts";

/** What is asked for by name is found in any case, and permission is asked on the ARN that it has. */
let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  const Path = "/stored/path/";
  await h.ask(h.root, "CreateUser", { UserName: "Some", Path });
  await h.ask(h.root, "CreateGroup", { GroupName: "Some", Path });
  await h.ask(h.root, "CreateRole", { RoleName: "Some", Path, AssumeRolePolicyDocument: TRUST_EC2 });
  await h.ask(h.root, "CreateInstanceProfile", { InstanceProfileName: "Some", Path });
  await h.ask(h.root, "CreateUser", { UserName: "asker" });
});
afterEach(() => h.close());

type Asker = typeof h.root;

const KINDS = {
  user: {
    action: "iam:GetUser",
    get: async (who: Asker, UserName: string) => (await h.ask(who, "GetUser", { UserName })).User.Arn,
  },
  group: {
    action: "iam:GetGroup",
    get: async (who: Asker, GroupName: string) => (await h.ask(who, "GetGroup", { GroupName })).Group.Arn,
  },
  role: {
    action: "iam:GetRole",
    get: async (who: Asker, RoleName: string) => (await h.ask(who, "GetRole", { RoleName })).Role.Arn,
  },
  "instance-profile": {
    action: "iam:GetInstanceProfile",
    get: async (who: Asker, InstanceProfileName: string) =>
      (await h.ask(who, "GetInstanceProfile", { InstanceProfileName })).InstanceProfile.Arn,
  },
} as const;

for (const [kind, { action, get }] of Object.entries(KINDS)) {
  test(`a ${kind} in any case`, async () => {
    const arn = `arn:aws:iam::111111111111:${kind}/stored/path/Some`;
    await h.allow("asker", { Action: action, Resource: arn });
    const asker = await h.asUser("asker");
    for (const name of ["Some", "SOME", "some"]) assert.equal(await get(asker, name), arn);
  });

  test(`a ${kind} is not reached by an ARN without its path`, async () => {
    await h.allow("asker", { Action: action, Resource: `arn:aws:iam::111111111111:${kind}/Some` });
    const asker = await h.asUser("asker");
    await assert.rejects(get(asker, "Some"), { code: "AccessDenied" });
  });
}

test("a user that was moved is reached by its new ARN alone", async () => {
  const arn = (path: string) => `arn:aws:iam::111111111111:user${path}Some`;
  await h.allow("asker", { Action: "iam:GetUser", Resource: arn("/stored/path/") });
  const asker = await h.asUser("asker");
  await KINDS.user.get(asker, "Some");
  await h.ask(h.root, "UpdateUser", { UserName: "Some", NewPath: "/moved/" });
  await assert.rejects(KINDS.user.get(asker, "Some"), { code: "AccessDenied" });
});
