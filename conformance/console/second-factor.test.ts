/** Codes of MFA devices at the sign-in, passwords that have to be changed, and what is written down of who was let in. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { codeAt } from "../installation/totp.ts";
import { Browser, type Told } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const EMAIL = "root@nordwind.example";
const SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const DAY_MS = 86_400_000;
const serial = (name: string) => `arn:aws:iam::${ACCOUNT}:mfa/${name}`;

let installation: TestInstallation;
before(async () => {
  const virtual = (name: string, owner: object) => ({
    serialNumber: serial(name),
    kind: "virtual",
    seed: SECRET,
    ...owner,
  });
  installation = await startInstallation(
    seedWithAdmin({
      email: EMAIL,
      rootPassword: PASSWORD,
      users: ["ana", "two", "chief", "fresh", "old"].map((name) => ({
        name,
        password: PASSWORD,
        policies: [ADMINISTRATOR],
      })),
      mfaDevices: [
        virtual("ana", { user: "ana" }),
        virtual("two-a", { user: "two" }),
        { ...virtual("two-b", { user: "two" }), seed: "ZYXWVUTSRQPONMLKJIHGFEDCBA765432" },
        virtual("root", { root: true }),
      ],
    }),
  );
});
after(() => installation?.stop());

const now = () => Date.now() + installation.clockOffsetMs();
const code = (steps = 0) => codeAt(SECRET, now(), steps);
const attempt = (user: string, more: object = {}) =>
  new Browser(installation).signIn({ account: ACCOUNT, user, password: PASSWORD, ...more });
const codeOf = ({ status, body }: Told) => [status, status === 200 ? "ok" : body.error.code];

test("who has a device is asked for a code once the password is right, and not before", async () => {
  const { status, body } = await attempt("ana");
  assert.equal(status, 401);
  assert.deepEqual(
    [body.error.code, body.error.devices],
    ["MfaRequired", [{ serialNumber: serial("ana"), kind: "totp" }]],
  );
  const wrong = await attempt("ana", { password: "wrong", mfaCode: code() });
  assert.deepEqual(codeOf(wrong), [401, "SignInRefused"]);
  assert.equal(wrong.body.error.devices, undefined);
});

test("a code is good once, and a session that was made with one says so to conditions", async () => {
  const used = code();
  const browser = new Browser(installation);
  const told = await browser.signIn({
    account: ACCOUNT,
    user: "ana",
    password: PASSWORD,
    mfaCode: ` ${used} `,
  });
  assert.deepEqual([told.status, told.body.identity.isMfa], [200, true]);
  assert.deepEqual(codeOf(await attempt("ana", { mfaCode: used })), [401, "MfaRefused"]);
  assert.deepEqual(codeOf(await attempt("ana", { mfaCode: "" })), [401, "MfaRefused"]);
  const document = (present: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: {
        Effect: "Deny",
        Action: "iam:ListRoles",
        Resource: "*",
        Condition: { Bool: { "aws:MultiFactorAuthPresent": present } },
      },
    });
  const chief = new Browser(installation);
  await chief.signIn({ account: ACCOUNT, user: "chief", password: PASSWORD });
  const listed = async (asked: Browser, present: string) => {
    for (const UserName of ["ana", "chief"])
      assert.equal(
        (
          await chief.call("iam/PutUserPolicy", {
            UserName,
            PolicyName: "p",
            PolicyDocument: document(present),
          })
        ).status,
        200,
      );
    return (await asked.call("iam/ListRoles")).status;
  };
  assert.deepEqual([await listed(browser, "false"), await listed(browser, "true")], [200, 403]);
  assert.deepEqual([await listed(chief, "false"), await listed(chief, "true")], [403, 200]);
  // GetSessionToken's credentials could not call IAM without MFA; a session of the console may.
  assert.equal((await chief.call("iam/GetUser")).status, 200);
  assert.match(
    (await chief.call("sts/GetSessionToken")).body.error.message,
    /Cannot call GetSessionToken with session credentials/,
  );
});

test("of several devices any will do; root has its own", async () => {
  assert.equal(
    (await attempt("two", { mfaCode: codeAt("ZYXWVUTSRQPONMLKJIHGFEDCBA765432", now()) })).status,
    200,
  );
  const root = (more: object) =>
    new Browser(installation).signIn({ email: EMAIL, password: PASSWORD, ...more });
  assert.deepEqual(codeOf(await root({})), [401, "MfaRequired"]);
  assert.deepEqual(codeOf(await root({ mfaCode: code(-20) })), [401, "MfaRefused"]);
  assert.equal((await root({ mfaCode: code() })).status, 200);
});

test("a password that somebody else set, or that is too old, has to be changed first", async () => {
  const chief = new Browser(installation);
  await chief.signIn({ account: ACCOUNT, user: "chief", password: PASSWORD });
  const call = async (operation: string, input: object) => {
    const { status, body } = await chief.call(operation, input);
    assert.equal(status, 200, JSON.stringify(body));
  };
  const asks = async (user: string) => {
    const { body } = await attempt(user);
    return [body.error?.code, body.error?.reason];
  };
  await call("iam/UpdateLoginProfile", { UserName: "fresh", PasswordResetRequired: true });
  assert.deepEqual(await asks("fresh"), ["NewPasswordRequired", "first-use"]);
  installation.advanceClock(2_000);
  await call("iam/UpdateLoginProfile", {
    UserName: "fresh",
    Password: PASSWORD,
    PasswordResetRequired: true,
  });
  assert.deepEqual(await asks("fresh"), ["NewPasswordRequired", "demanded"]);
  await call("iam/UpdateAccountPasswordPolicy", {
    MinimumPasswordLength: 12,
    RequireSymbols: true,
    MaxPasswordAge: 2,
    PasswordReusePrevention: 3,
  });
  assert.deepEqual(await asks("old"), [undefined, undefined]);
  installation.advanceClock(2 * DAY_MS);
  assert.deepEqual(await asks("old"), ["NewPasswordRequired", "expired"]);
  const { rules } = (await attempt("old")).body.error;
  assert.deepEqual(
    [rules.minimumPasswordLength, rules.requireSymbols, rules.passwordReusePrevention],
    [12, true, 3],
  );
});

test("when a password was last used is told of the user and in the credential report", async () => {
  const root = new Browser(installation);
  const told = await root.signIn({ email: EMAIL, password: PASSWORD, mfaCode: code(1) });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  // Written behind the request, within a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { body } = await root.call("iam/GetUser", { UserName: "chief" });
  assert.match(body.User.PasswordLastUsed, /^\d{4}-\d\d-\d\dT/);
  assert.equal((await root.call("iam/GetUser", { UserName: "fresh" })).body.User.PasswordLastUsed, undefined);
  for (;;) {
    const { body: state } = await root.call("iam/GenerateCredentialReport");
    if (state.State === "COMPLETE") break;
  }
  const report = await root.call("iam/GetCredentialReport");
  const rows = Buffer.from(report.body.Content, "base64")
    .toString()
    .split("\n")
    .map((line) => line.split(","));
  const lastUsed = (name: string) => rows.find(([user]) => user === name)?.[4];
  assert.match(lastUsed("<root_account>") ?? "", /^\d{4}-/);
  assert.match(lastUsed("chief") ?? "", /^\d{4}-/);
  assert.equal(lastUsed("admin"), "N/A");
});
