import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { verifyPassword } from "@rolecall/credentials";
import type { LoginProfileRecord } from "@rolecall/store";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness(iamService);
  await h.ask(h.root, "CreateUser", { UserName: "Bob" });
});
afterEach(() => h.close());

const create = (Password: string | undefined, UserName = "Bob") =>
  h.ask(h.root, "CreateLoginProfile", { UserName, Password });
const update = (Password: string, UserName = "Bob") =>
  h.ask(h.root, "UpdateLoginProfile", { UserName, Password });
const policy = (input: IamOperations["UpdateAccountPasswordPolicy"]["input"]) =>
  h.ask(h.root, "UpdateAccountPasswordPolicy", input);

async function stored(): Promise<LoginProfileRecord> {
  const profile = await h.store.read(async (tx) => {
    const user = await tx.users.byName(h.accountId, "Bob");
    return user && tx.loginProfiles.ofUser(user.id);
  });
  assert.ok(profile);
  return profile;
}

const NO_PROFILE = ["NoSuchEntity", "Login Profile for User Bob cannot be found."] as const;
const NO_USER = ["NoSuchEntity", "The user with name nobody cannot be found."] as const;

test("a login profile is made, seen, changed and deleted", async () => {
  const shown = { UserName: "Bob", CreateDate: new Date(h.now()), PasswordResetRequired: false };
  assert.deepEqual(await create("correct-Horse-7"), { LoginProfile: shown });
  h.advance(60_000);
  await h.ask(h.root, "UpdateLoginProfile", { UserName: "Bob", PasswordResetRequired: true });
  const expected = { LoginProfile: { ...shown, PasswordResetRequired: true } };
  assert.deepEqual(await h.ask(h.root, "GetLoginProfile", { UserName: "bob" }), expected);
  assert.ok(await verifyPassword((await stored()).passwordHash, "correct-Horse-7"));
  await update("another-Horse-8");
  const changed = await stored();
  assert.ok(await verifyPassword(changed.passwordHash, "another-Horse-8"));
  assert.equal(changed.passwordChangedAt, h.now());
  await h.ask(h.root, "DeleteLoginProfile", { UserName: "Bob" });
  await refuses(h.ask(h.root, "GetLoginProfile", { UserName: "Bob" }), ...NO_PROFILE);
});

test("what is not there, and what is there already", async () => {
  await refuses(h.ask(h.root, "GetLoginProfile", { UserName: "Bob" }), ...NO_PROFILE);
  await refuses(h.ask(h.root, "DeleteLoginProfile", { UserName: "Bob" }), ...NO_PROFILE);
  await refuses(update("correct-Horse-7"), ...NO_PROFILE);
  await refuses(create("correct-Horse-7", "nobody"), ...NO_USER);
  await refuses(update("correct-Horse-7", "nobody"), ...NO_USER);
  await create("correct-Horse-7");
  await refuses(
    create("correct-Horse-7"),
    "EntityAlreadyExists",
    "Login Profile for user Bob already exists.",
  );
  await assert.rejects(create(undefined), { code: "ValidationError" });
});

test("without a password policy AWS's default holds", async () => {
  const rejected: readonly (readonly [string, string])[] = [
    ["aB3-567", "Password should have a minimum length of 8"],
    [
      "abcdefgh9",
      "Password should have at least three of these: uppercase letters, lowercase letters, numbers, symbols",
    ],
    ["Account-111111111111", "Password should not be the account's name or email address"],
    ["Root@111111111111.Example", "Password should not be the account's name or email address"],
  ];
  for (const [password, message] of rejected)
    await refuses(create(password), "PasswordPolicyViolation", message);
  await create("abcdEFG9");
});

test("the account's password policy holds, rule by rule", async () => {
  await policy({
    MinimumPasswordLength: 10,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    RequireNumbers: true,
    RequireSymbols: true,
  });
  const rejected: readonly (readonly [string, string])[] = [
    ["aB3-56789", "Password should have a minimum length of 10"],
    ["ab3-567890", "Password should have at least one uppercase letter"],
    ["AB3-567890", "Password should have at least one lowercase letter"],
    ["aBc-defghi", "Password should have at least one number"],
    ["aB34567890", "Password should have at least one symbol"],
  ];
  for (const [password, message] of rejected)
    await refuses(create(password), "PasswordPolicyViolation", message);
  await create("aB3-567890");
  await policy({});
  await update("simple");
});

const REUSED = [
  "PasswordPolicyViolation",
  "Policy constraint violation with password reuse prevention during password change.",
] as const;

test("the last passwords cannot be used again, as many as the policy says", async () => {
  await policy({ PasswordReusePrevention: 2 });
  await create("first-1");
  await refuses(update("first-1"), ...REUSED);
  await update("second-2");
  await refuses(update("first-1"), ...REUSED);
  await update("third-3");
  await update("first-1");
  await policy({});
  await update("first-1");
  assert.deepEqual((await stored()).previousHashes, []);
});

test("users change their own passwords by the old one", async () => {
  await create("correct-Horse-7");
  await h.ask(h.root, "UpdateLoginProfile", { UserName: "Bob", PasswordResetRequired: true });
  const bob = await h.asUser("Bob");
  const change = (OldPassword: string, NewPassword: string) =>
    h.ask(bob, "ChangePassword", { OldPassword, NewPassword });
  await assert.rejects(
    change("correct-Horse-7", "another-Horse-8"),
    /not authorized to perform: iam:ChangePassword/,
  );
  await h.allow("Bob", { Action: "iam:ChangePassword", Resource: "arn:aws:iam::*:user/Bob" });
  await refuses(
    change("wrong-Horse-7", "another-Horse-8"),
    "AccessDenied",
    "The old password was incorrect.",
  );
  await refuses(
    change("correct-Horse-7", "short"),
    "PasswordPolicyViolation",
    "Password should have a minimum length of 8",
  );
  await change("correct-Horse-7", "another-Horse-8");
  const profile = await stored();
  assert.ok(await verifyPassword(profile.passwordHash, "another-Horse-8"));
  assert.equal(profile.passwordResetRequired, false);
});

test("only users with a password change it", async () => {
  const passwords = { OldPassword: "correct-Horse-7", NewPassword: "another-Horse-8" };
  const notUsers = [h.root, await h.asAdministratorRole("Admin")];
  for (const caller of notUsers) {
    await refuses(
      h.ask(caller, "ChangePassword", passwords),
      "InvalidUserType",
      "Only IAM Users can change their own password.",
    );
  }
  await h.allow("Bob", { Action: "iam:ChangePassword" });
  await refuses(h.ask(await h.asUser("Bob"), "ChangePassword", passwords), ...NO_PROFILE);
});

test("AllowUsersToChangePassword grants it to every user, but a deny wins", async () => {
  await create("correct-Horse-7");
  await policy({ AllowUsersToChangePassword: true });
  const bob = await h.asUser("Bob");
  const change = () =>
    h.ask(bob, "ChangePassword", { OldPassword: "correct-Horse-7", NewPassword: "another-Horse-8" });
  assert.equal(
    (await h.ask(bob, "GetAccountPasswordPolicy", {})).PasswordPolicy.AllowUsersToChangePassword,
    true,
  );
  await assert.rejects(h.ask(bob, "GetUser", {}), { code: "AccessDenied" });
  await h.allow("Bob", { Effect: "Deny", Action: "iam:ChangePassword" });
  await assert.rejects(change(), /explicit deny/);
  await h.store.write(async (tx) => {
    const user = await tx.users.byName(h.accountId, "Bob");
    if (user !== undefined) await tx.inlinePolicies.delete(user.id, "allow-0");
  });
  await change();
});

test("no error tells a password", async () => {
  await policy({ PasswordReusePrevention: 1, MinimumPasswordLength: 8 });
  const secret = "secret-Horse-9";
  await create(secret);
  const bob = await h.asUser("Bob");
  await h.allow("Bob", { Action: "iam:ChangePassword" });
  const failures = [
    () => create(secret),
    () => update(secret),
    () => update(secret, "nobody"),
    () => h.ask(bob, "ChangePassword", { OldPassword: secret, NewPassword: secret }),
    () => h.ask(bob, "ChangePassword", { OldPassword: `${secret}!`, NewPassword: secret }),
  ];
  for (const failure of failures) {
    await assert.rejects(failure(), (error: Error) => {
      assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(secret));
      return true;
    });
  }
});

test("a wrong old password is compared with the current one, and the new one with none", async () => {
  await policy({ PasswordReusePrevention: 24 });
  await create("correct-Horse-7");
  await h.allow("Bob", { Action: "iam:ChangePassword" });
  const bob = await h.asUser("Bob");
  // Whoever compared with it would fail.
  const previousHashes = Array.from({ length: 23 }, () => "no hash");
  const profile = await stored();
  await h.store.write((tx) => tx.loginProfiles.put({ ...profile, previousHashes }));
  const change = (OldPassword: string) =>
    h.ask(bob, "ChangePassword", { OldPassword, NewPassword: "another-Horse-8" });
  await refuses(change("wrong-Horse-7"), "AccessDenied", "The old password was incorrect.");
  await assert.rejects(
    change("correct-Horse-7"),
    (error: Error) => !("code" in error && error.code === "AccessDenied"),
  );
});

test("old passwords are guessed ten times and no more, until a quarter of an hour is over", async () => {
  await create("correct-Horse-7");
  await h.allow("Bob", { Action: "iam:ChangePassword" });
  const bob = await h.asUser("Bob");
  const change = (OldPassword: string) =>
    h.ask(bob, "ChangePassword", { OldPassword, NewPassword: "another-Horse-8" });
  for (let tries = 0; tries < 10; tries++)
    await refuses(change(`wrong-Horse-${tries}`), "AccessDenied", "The old password was incorrect.");
  await refuses(
    change("correct-Horse-7"),
    "EntityTemporarilyUnmodifiable",
    "Login Profile for User Bob cannot be modified for a while: too many old passwords were incorrect.",
  );
  h.advance(15 * 60_000);
  await change("correct-Horse-7");
});

test("of two changes by the same old password, one is done", async () => {
  await create("correct-Horse-7");
  await h.allow("Bob", { Action: "iam:ChangePassword" });
  const bob = await h.asUser("Bob");
  const change = (NewPassword: string) =>
    h.ask(bob, "ChangePassword", { OldPassword: "correct-Horse-7", NewPassword });
  const outcomes = await Promise.allSettled([change("another-Horse-8"), change("another-Horse-9")]);
  assert.deepEqual(outcomes.map((outcome) => outcome.status).toSorted(), ["fulfilled", "rejected"]);
  const rejected = outcomes.find((outcome) => outcome.status === "rejected");
  assert.equal(rejected?.reason.code, "EntityTemporarilyUnmodifiable");
});
