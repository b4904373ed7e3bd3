/** A new password, at first use and when the old one is demanded to go: by the rules, the permission and the code of ChangePassword. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const OTHER = "Another-Horse-2-Battery";

let installation: TestInstallation;
let admin: Browser;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      users: [
        { name: "boss", password: PASSWORD, policies: [ADMINISTRATOR] },
        ...["ana", "bob", "eve", "old", "hard"].map((name) => ({ name })),
      ],
    }),
  );
  admin = new Browser(installation);
  assert.equal((await admin.signIn({ account: ACCOUNT, user: "boss", password: PASSWORD })).status, 200);
  const policy = {
    MinimumPasswordLength: 12,
    RequireNumbers: true,
    AllowUsersToChangePassword: true,
    PasswordReusePrevention: 3,
  };
  assert.equal((await admin.call("iam/UpdateAccountPasswordPolicy", policy)).status, 200);
  for (const UserName of ["ana", "bob", "eve"])
    await admin.call("iam/CreateLoginProfile", { UserName, Password: PASSWORD, PasswordResetRequired: true });
});
after(() => installation?.stop());

const signIn = (user: string, more: object = {}, browser = new Browser(installation)) =>
  browser.signIn({ account: ACCOUNT, user, password: PASSWORD, ...more });

test("at first use a new password is asked for, by the account's rules, and the old one is good no more", async () => {
  const { status, body } = await signIn("ana");
  assert.deepEqual([status, body.error.code, body.error.reason], [401, "NewPasswordRequired", "first-use"]);
  assert.equal(body.error.rules.minimumPasswordLength, 12);
  assert.equal(body.error.rules.passwordReusePrevention, 3);
  const ana = new Browser(installation);
  assert.equal((await signIn("ana", { newPassword: OTHER }, ana)).status, 200);
  assert.equal((await ana.call("sts/GetCallerIdentity")).status, 200);
  assert.equal((await signIn("ana")).body.error.code, "SignInRefused");
  assert.equal((await signIn("ana", { password: OTHER })).status, 200);
});

test("what of the rules a new password breaks is told, one that was used is refused, and nothing of it counts as a guess", async () => {
  for (let turn = 0; turn < 6; turn++) {
    const short = await signIn("bob", { newPassword: "short" });
    assert.deepEqual(short.body.error.broken, ["minimumLength", "numbers"]);
    const reused = await signIn("bob", { newPassword: PASSWORD });
    assert.deepEqual([reused.body.error.code, reused.body.error.broken], ["NewPasswordRefused", ["reused"]]);
  }
  assert.equal((await signIn("bob", { newPassword: OTHER })).status, 200);
});

test("whom neither the account nor a policy lets change it cannot, as on AWS", async () => {
  await admin.call("iam/UpdateAccountPasswordPolicy", { AllowUsersToChangePassword: false });
  const { body } = await signIn("eve", { newPassword: OTHER });
  assert.deepEqual(body.error.broken, ["notAuthorized"]);
  await admin.call("iam/PutUserPolicy", {
    UserName: "eve",
    PolicyName: "own",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "iam:ChangePassword", Resource: "arn:aws:iam::*:user/eve" },
    }),
  });
  assert.equal((await signIn("eve", { newPassword: OTHER })).status, 200);
});

test("a password that is too old is renewed by its user; with hard expiry by an administrator alone, and it is no guess", async () => {
  for (const UserName of ["old", "hard"])
    await admin.call("iam/CreateLoginProfile", { UserName, Password: PASSWORD });
  await admin.call("iam/UpdateAccountPasswordPolicy", {
    MaxPasswordAge: 1,
    AllowUsersToChangePassword: true,
  });
  assert.equal((await signIn("old")).status, 200);
  installation.advanceClock(86_400_000);
  const { status, body } = await signIn("old");
  assert.deepEqual([status, body.error.code, body.error.reason], [401, "NewPasswordRequired", "expired"]);
  assert.equal((await signIn("old", { password: "wrong" })).body.error.code, "SignInRefused");
  assert.equal((await signIn("old", { newPassword: OTHER })).status, 200);
  assert.equal((await signIn("old", { password: OTHER })).status, 200);

  // The administrator's is too old too.
  admin = new Browser(installation);
  assert.equal((await signIn("boss", { newPassword: OTHER }, admin)).status, 200);
  await admin.call("iam/UpdateAccountPasswordPolicy", { MaxPasswordAge: 1, HardExpiry: true });
  for (let turn = 0; turn < 11; turn++) {
    const told = await signIn("hard", { newPassword: OTHER });
    assert.deepEqual([told.status, told.body.error.code], [401, "PasswordExpired"]);
  }
  await admin.call("iam/UpdateLoginProfile", { UserName: "hard", Password: OTHER });
  assert.equal((await signIn("hard", { password: OTHER })).status, 200);
});
