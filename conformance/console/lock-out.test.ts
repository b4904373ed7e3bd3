/** Wrong passwords by the hundred: who is locked out, who is not, and what they cost. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const TRIES = 250;
const AT_ONCE = 10;

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      name: "Nordwind",
      email: "root@nordwind.example",
      rootPassword: PASSWORD,
      users: [
        { name: "ana", password: PASSWORD, policies: [ADMINISTRATOR] },
        { name: "bob", password: PASSWORD, policies: [ADMINISTRATOR] },
        { name: "eve", password: PASSWORD },
      ],
    }),
  );
});
after(() => installation?.stop());

const given = (user: string, password = PASSWORD) => ({ account: ACCOUNT, user, password });
const browser = () => new Browser(installation);

const REFUSED = "That account, user or password is not right.";

test("wrong passwords by the hundred lock a name, and hurt nobody else: another user, a known browser, API keys, root", async () => {
  const anas = browser();
  assert.equal((await anas.signIn(given("ana"))).status, 200);
  const bob = browser();
  assert.equal((await bob.signIn(given("bob"))).status, 200);
  const stranger = browser();
  let answered = 0;
  let next = 0;
  const guess = async () => {
    while (next < TRIES) {
      const { status, body } = await stranger.signIn(given("ana", `guess-${next++}`));
      assert.deepEqual([status, body.error.code, body.error.message], [401, "SignInRefused", REFUSED]);
      // The API's answers go on while strangers guess.
      if (++answered % 50 === 0) assert.equal((await bob.call("sts/GetCallerIdentity")).status, 200);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, guess));
  assert.equal(answered, TRIES);

  const right = await browser().signIn(given("ana"));
  assert.deepEqual([right.status, right.body.error.message], [401, REFUSED], "also with the right password");
  const state = await bob.call("rolecall/GetSignInState", { UserName: "ana" });
  assert.equal(state.body.Tries, TRIES + 1);
  const minutes = (Date.parse(state.body.LockedUntil) - Date.now()) / 60_000;
  assert.ok(minutes > 1 && minutes <= 15, `${minutes}`);

  const again = new Browser(installation);
  again.device = anas.device;
  assert.equal((await again.signIn(given("ana"))).status, 200, "a browser that she was let in by");
  assert.equal((await anas.call("sts/GetCallerIdentity")).status, 200, "her session");
  assert.equal((await browser().signIn(given("eve"))).status, 200, "another user, at the same address");
  assert.equal((await browser().signIn({ email: "root@nordwind.example", password: PASSWORD })).status, 200);

  const created = await bob.call("iam/CreateAccessKey", { UserName: "ana" });
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = created.body.AccessKey;
  const sts = new STSClient({
    endpoint: installation.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey },
  });
  assert.match((await sts.send(new GetCallerIdentityCommand({}))).Arn ?? "", /user\/ana$/);
  sts.destroy();

  await bob.call("rolecall/UnlockSignIn", { UserName: "ana" });
  assert.equal((await browser().signIn(given("ana"))).status, 200, "once an administrator unlocked her");
});

test("names that are nobody's are refused alike, and count for their address as others do", async () => {
  for (let turn = 0; turn < 30; turn++) {
    const { status, body } = await browser().signIn(given("nobody-of-that-name"));
    assert.deepEqual([status, body.error.message], [401, REFUSED]);
  }
  assert.equal((await browser().signIn(given("eve"))).status, 200);
});
