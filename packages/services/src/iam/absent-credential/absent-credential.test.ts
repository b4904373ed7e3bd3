import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob", Path: "/staff/" });
  await h.ask(h.root, "CreateUser", { UserName: "asker" });
});
afterEach(() => h.close());

/** What clients ask for before they delete a user, and the list that the answer has. */
const LISTS = {
  ListSSHPublicKeys: "SSHPublicKeys",
  ListSigningCertificates: "Certificates",
  ListServiceSpecificCredentials: "ServiceSpecificCredentials",
} as const;

type ListName = keyof typeof LISTS;

for (const [name, member] of Object.entries(LISTS) as [ListName, string][]) {
  test(`${name}: a user has none, and must be there`, async () => {
    const none = { [member]: [], IsTruncated: false };
    assert.deepEqual(await h.ask(h.root, name, { UserName: "BOB" }), none);
    const asker = await h.asUser("asker");
    const Resource = "arn:aws:iam::111111111111:user/staff/Bob";
    await assert.rejects(h.ask(asker, name, { UserName: "Bob" }), { code: "AccessDenied" });
    await h.allow("asker", { Action: `iam:${name}`, Resource });
    assert.deepEqual(await h.ask(asker, name, { UserName: "Bob" }), none);
    await assert.rejects(h.ask(asker, name, {}), { code: "AccessDenied" });
    await refuses(
      h.ask(h.root, name, { UserName: "nobody" }),
      "NoSuchEntity",
      "The user with name nobody cannot be found.",
    );
    await refuses(
      h.ask(h.root, name, { UserName: "Bob", Marker: "m" }),
      "ValidationError",
      "Invalid Marker.",
    );
  });

  test(`${name}: without a name it is about the caller`, async () => {
    await h.allow("asker", { Action: `iam:${name}`, Resource: "arn:aws:iam::111111111111:user/asker" });
    const none = { [member]: [], IsTruncated: false };
    assert.deepEqual(await h.ask(await h.asUser("asker"), name, {}), none);
    assert.deepEqual(await h.ask(h.root, name, {}), none);
    const role = await h.asAdministratorRole("Admin");
    await refuses(
      h.ask(role, name, {}),
      "ValidationError",
      "Must specify userName when calling with non-User credentials",
    );
  });
}

test("service-specific credentials of all users need the permission on all", async () => {
  const asker = await h.asUser("asker");
  const ask = (AllUsers: boolean) => h.ask(asker, "ListServiceSpecificCredentials", { AllUsers });
  await h.allow("asker", {
    Action: "iam:ListServiceSpecificCredentials",
    Resource: "arn:aws:iam::111111111111:user/asker",
  });
  await ask(false);
  await assert.rejects(ask(true), { code: "AccessDenied" });
  await h.allow("asker", {
    Action: "iam:ListServiceSpecificCredentials",
    Resource: "arn:aws:iam::111111111111:user/*",
  });
  await ask(true);
});
