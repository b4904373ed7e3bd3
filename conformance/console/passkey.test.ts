/** Passkeys: registered by a page, as second factor, and without a password. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import {
  SoftwareAuthenticator,
  type Twist,
} from "../../packages/credentials/src/passkey/software-authenticator.test-support.ts";
import { readAuditLog } from "../installation/audit.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const USERS = ["ana", "bob", "eve", "pia", "zoe"] as const;

let installation: TestInstallation;
let origin: string;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      users: USERS.map((name) => ({ name, password: PASSWORD, policies: [ADMINISTRATOR] })),
    }),
  );
  // Passkeys of this machine belong to its name.
  origin = installation.endpoint.replace("127.0.0.1", "localhost");
});
after(() => installation?.stop());

const given = (user: string) => ({ account: ACCOUNT, user, password: PASSWORD });

async function withPasskey(user: string, IsPasswordless: boolean) {
  const browser = new Browser(installation);
  assert.equal((await browser.signIn(given(user))).status, 200);
  const { body: begun } = await browser.call("rolecall/BeginPasskeyRegistration", { IsPasswordless });
  const authenticator = new SoftwareAuthenticator({ origin, keepsUser: IsPasswordless });
  const Credential = JSON.stringify(authenticator.create(JSON.parse(begun.Options)));
  const input = { Flow: begun.Flow, PasskeyName: "key", Credential };
  const { status, body } = await browser.call("rolecall/FinishPasskeyRegistration", input);
  assert.equal(status, 200, JSON.stringify(body));
  return { browser, authenticator, serialNumber: body.SerialNumber };
}

async function optionsFor(body: object) {
  const told = await new Browser(installation).send("POST", "/console/session/passkey-options", { body });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  return told.body;
}

test("a passkey is the second factor beside a password, and an MFA device of IAM's", async () => {
  const { browser, authenticator, serialNumber } = await withPasskey("ana", false);
  const { body: listed } = await browser.call("iam/ListMFADevices", {});
  assert.equal(listed.MFADevices[0].SerialNumber, serialNumber);
  const asked = await new Browser(installation).signIn(given("ana"));
  assert.deepEqual(asked.body.error.devices, [{ serialNumber, kind: "passkey" }]);
  const { flow, options } = await optionsFor(given("ana"));
  assert.equal(options.allowCredentials[0].id, authenticator.credentialId);
  const ana = new Browser(installation);
  const passkey = authenticator.get(options, { isVerified: false });
  const { status, body } = await ana.signIn({ ...given("ana"), flow, passkey });
  assert.deepEqual([status, body.identity?.isMfa], [200, true]);
  const again = await new Browser(installation).signIn({ ...given("ana"), flow, passkey });
  assert.equal(again.body.error.code, "MfaRefused", "once");
  await ana.call("iam/DeactivateMFADevice", { UserName: "ana", SerialNumber: serialNumber });
  assert.equal((await ana.call("sts/GetCallerIdentity")).status, 401, "the session stood on it");
  assert.equal((await new Browser(installation).signIn(given("ana"))).status, 200);
});

test("a passkey signs in by itself where its owner chose so", async () => {
  const { authenticator } = await withPasskey("bob", true);
  const { flow, options } = await optionsFor({});
  assert.deepEqual([options.allowCredentials, options.userVerification], [[], "required"]);
  const bob = new Browser(installation);
  const { status, body } = await bob.signIn({ flow, passkey: authenticator.get(options) });
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.identity.name, body.identity.isMfa], ["bob", true]);
  assert.equal((await bob.call("sts/GetCallerIdentity")).status, 200);
});

test("whose password is taken away is not in the console any more, with a passkey either", async () => {
  const { browser, authenticator } = await withPasskey("pia", true);
  const byPasskey = async () => {
    const { flow, options } = await optionsFor({});
    const pia = new Browser(installation);
    return { pia, told: await pia.signIn({ flow, passkey: authenticator.get(options) }) };
  };
  const { pia, told } = await byPasskey();
  assert.equal(told.status, 200);
  assert.equal((await browser.call("iam/DeleteLoginProfile", { UserName: "pia" })).status, 200);
  const ended = await pia.call("sts/GetCallerIdentity");
  assert.deepEqual([ended.status, ended.body.error.code], [401, "SessionEnded"]);
  const { told: refused } = await byPasskey();
  assert.deepEqual([refused.status, refused.body.error.code], [401, "SignInRefused"]);
});

test("answers that are changed, copied, unverified, for another flow or of another kind are refused in one sentence", async () => {
  const { authenticator } = await withPasskey("eve", true);
  const { authenticator: second } = await withPasskey("zoe", false);
  const refuse = async (passkey: object, flow: string) => {
    const { status, body } = await new Browser(installation).signIn({ flow, passkey });
    assert.deepEqual([status, body.error.code], [401, "SignInRefused"]);
  };
  const twists: readonly Twist[] = [
    { origin: "http://evil.example" },
    { rpId: "evil.example" },
    { isVerified: false },
    { crossOrigin: true },
    { challenge: "AAAA" },
  ];
  for (const twist of twists) {
    const { flow, options } = await optionsFor({});
    await refuse(authenticator.get(options, twist), flow);
  }
  const { flow, options } = await optionsFor({});
  const { flow: other } = await optionsFor({});
  await refuse(authenticator.get(options), other);
  await refuse(authenticator.get(options), `${flow}A`);
  await refuse(second.get(options), flow);
  const [first, copy] = [
    authenticator.get(options, { signCount: 90 }),
    authenticator.get(options, { signCount: 90 }),
  ];
  assert.equal((await new Browser(installation).signIn({ flow, passkey: first })).status, 200);
  await refuse(first, flow);
  const { flow: next, options: asked } = await optionsFor({});
  await refuse(authenticator.get(asked, { signCount: 90 }), next);
  await refuse(copy, next);
});

/** Of one browser alone, awaited: what was asked for may be written late. */
async function awaitFailedLogins(browserName: string): Promise<number> {
  for (let look = 0; look < 40; look++) {
    const failed = (await readAuditLog(installation)).filter(
      ({ responseElements, userAgent }) =>
        userAgent === browserName && responseElements?.ConsoleLogin === "Failure",
    );
    if (failed.length > 0) return failed.length;
  }
  return 0;
}

test("which keys somebody has is told to who knows the password alone", async () => {
  const body = { ...given("ana"), password: "wrong" };
  const headers = { "user-agent": "Mozilla/5.0 (guesses)" };
  // So many of a second are recorded each by itself, and the tests before this one guess a lot.
  await wait(1_000);
  const browser = new Browser(installation);
  const told = await browser.send("POST", "/console/session/passkey-options", { body, headers });
  assert.deepEqual([told.status, told.body.error.code], [401, "SignInRefused"]);
  assert.equal(await awaitFailedLogins(headers["user-agent"]), 1, "a guess is recorded wherever it is made");
});
