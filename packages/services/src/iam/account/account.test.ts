import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService, { GroupsPerAccount: 7 });
});
afterEach(() => h.close());

const NO_PASSWORD_POLICY = [
  "NoSuchEntity",
  "The Password Policy with domain name 111111111111 cannot be found.",
] as const;

test("a password policy without members has AWS's defaults", async () => {
  await refuses(h.ask(h.root, "GetAccountPasswordPolicy", {}), ...NO_PASSWORD_POLICY);
  await h.ask(h.root, "UpdateAccountPasswordPolicy", {});
  assert.deepEqual(await h.ask(h.root, "GetAccountPasswordPolicy", {}), {
    PasswordPolicy: {
      MinimumPasswordLength: 6,
      RequireSymbols: false,
      RequireNumbers: false,
      RequireUppercaseCharacters: false,
      RequireLowercaseCharacters: false,
      AllowUsersToChangePassword: false,
      ExpirePasswords: false,
    },
  });
});

test("a password policy comes back as it was given, and is replaced as a whole", async () => {
  const given = {
    MinimumPasswordLength: 10,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    MaxPasswordAge: 60,
    PasswordReusePrevention: 3,
    HardExpiry: true,
  };
  await h.ask(h.root, "UpdateAccountPasswordPolicy", given);
  const { PasswordPolicy: policy } = await h.ask(h.root, "GetAccountPasswordPolicy", {});
  assert.deepEqual(policy, { ...given, ExpirePasswords: true });
  await h.ask(h.root, "UpdateAccountPasswordPolicy", { MinimumPasswordLength: 12 });
  const { PasswordPolicy: replaced } = await h.ask(h.root, "GetAccountPasswordPolicy", {});
  assert.equal(replaced.MinimumPasswordLength, 12);
  assert.equal(replaced.RequireSymbols, false);
  assert.equal(replaced.MaxPasswordAge, undefined);
});

test("a password policy is deleted once", async () => {
  await h.ask(h.root, "UpdateAccountPasswordPolicy", {});
  await h.ask(h.root, "DeleteAccountPasswordPolicy", {});
  await refuses(h.ask(h.root, "GetAccountPasswordPolicy", {}), ...NO_PASSWORD_POLICY);
  await refuses(
    h.ask(h.root, "DeleteAccountPasswordPolicy", {}),
    "NoSuchEntity",
    "The account policy with name PasswordPolicy cannot be found.",
  );
});

test("an account has one alias, unique in the installation", async () => {
  const other = await h.addAccount("222222222222");
  const aliases = async (caller = h.root) => (await h.ask(caller, "ListAccountAliases", {})).AccountAliases;
  assert.deepEqual(await aliases(), []);
  await h.ask(h.root, "CreateAccountAlias", { AccountAlias: "first" });
  await h.ask(h.root, "CreateAccountAlias", { AccountAlias: "second" });
  assert.deepEqual(await aliases(), ["second"]);
  await refuses(
    h.ask(other, "CreateAccountAlias", { AccountAlias: "second" }),
    "EntityAlreadyExists",
    "The account alias second already exists.",
  );
  await h.ask(other, "CreateAccountAlias", { AccountAlias: "first" });
  await refuses(
    h.ask(h.root, "DeleteAccountAlias", { AccountAlias: "first" }),
    "NoSuchEntity",
    "The account alias first cannot be found.",
  );
  await h.ask(h.root, "DeleteAccountAlias", { AccountAlias: "second" });
  assert.deepEqual(await aliases(), []);
  assert.deepEqual(await aliases(other), ["first"]);
});

test("an alias does not pass for an account id", async () => {
  const call = h.ask(h.root, "CreateAccountAlias", { AccountAlias: "333333333333" });
  await assert.rejects(call, { code: "ValidationError" });
});

test("the summary counts what is there and tells the quotas in force", async () => {
  const summary = async () => (await h.ask(h.root, "GetAccountSummary", {})).SummaryMap ?? {};
  const before = await summary();
  assert.equal(Object.keys(before).length, 34);
  assert.equal(before.GroupsQuota, 7);
  assert.equal(before.UsersQuota, 5000);
  assert.equal(before.AccountAccessKeysPresent, 1);
  assert.equal(before.AccountPasswordPresent, 0);
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
  await h.ask(h.root, "CreateGroup", { GroupName: "Team" });
  await h.asAdministratorRole("Admin");
  const changed = { Users: 1, Groups: 1, Roles: 1 };
  assert.deepEqual(await summary(), { ...before, ...changed });
});
