/** How sessions end: each way, for the very next request. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { codeAt, pairAt } from "../installation/totp.ts";
import { Browser, type Told } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const OTHER = "222222222222";
const OTHER_EMAIL = "root@other.example";
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let installation: TestInstallation;
let admin: Browser;
before(async () => {
  const names = ["changer", "leaver", "locked", "reset", "owner", "idle", "many", "device"];
  const users = names.map((name) => ({ name, password: PASSWORD, policies: [ADMINISTRATOR] }));
  const { accounts } = seedWithAdmin({
    users: [{ name: "chief", password: PASSWORD, policies: [ADMINISTRATOR] }, ...users],
  });
  const other = {
    id: OTHER,
    email: OTHER_EMAIL,
    rootPassword: PASSWORD,
    users: [{ name: "ana", password: PASSWORD }],
  };
  installation = await startInstallation({ accounts: [...accounts, other] }, [
    "--console-idle-minutes",
    "240",
  ]);
  admin = await signIn("chief");
});
after(() => installation?.stop());

async function signIn(user: string, more: object = {}): Promise<Browser> {
  const browser = new Browser(installation);
  const told = await browser.signIn({ account: ACCOUNT, user, password: PASSWORD, ...more });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  return browser;
}

async function ok(told: Promise<Told>): Promise<Told["body"]> {
  const { status, body } = await told;
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Whatever is asked is answered alike: pages and operations. */
async function assertEnded(browser: Browser, reason: string): Promise<void> {
  for (const told of [await browser.call("iam/ListUsers"), await browser.send("GET", "/console/session")]) {
    assert.equal(told.status, 401, JSON.stringify(told.body));
    assert.deepEqual([told.body.error.code, told.body.error.reason], ["SessionEnded", reason]);
  }
}

test("with a changed password: by an administrator, and by the user itself, everywhere", async () => {
  const [one, two] = [await signIn("changer"), await signIn("changer")];
  await ok(admin.call("iam/UpdateLoginProfile", { UserName: "changer", Password: `${PASSWORD}!` }));
  await assertEnded(one, "credentials");
  await assertEnded(two, "credentials");
  const again = await signIn("changer", { password: `${PASSWORD}!` });
  await ok(again.call("iam/ChangePassword", { OldPassword: `${PASSWORD}!`, NewPassword: PASSWORD }));
  await assertEnded(again, "credentials");
});

test("with a deleted login profile, with a deleted user, and with one made anew under its name", async () => {
  const locked = await signIn("locked");
  await ok(admin.call("iam/DeleteLoginProfile", { UserName: "locked" }));
  await assertEnded(locked, "credentials");
  const leaver = await signIn("leaver");
  await ok(admin.call("iam/DeleteLoginProfile", { UserName: "leaver" }));
  await ok(admin.call("iam/DetachUserPolicy", { UserName: "leaver", PolicyArn: ADMINISTRATOR }));
  await ok(admin.call("iam/DeleteUser", { UserName: "leaver" }));
  await assertEnded(leaver, "unknown");
  await ok(admin.call("iam/CreateUser", { UserName: "leaver" }));
  await ok(admin.call("iam/CreateLoginProfile", { UserName: "leaver", Password: PASSWORD }));
  await assertEnded(leaver, "unknown");
});

test("with a closed account, the root user's too", async () => {
  const root = new Browser(installation);
  await ok(root.signIn({ email: OTHER_EMAIL, password: PASSWORD }));
  const ana = new Browser(installation);
  await ok(ana.signIn({ account: OTHER, user: "ana", password: PASSWORD }));
  await ok(admin.call("organizations/CreateOrganization", { FeatureSet: "ALL" }));
  const { Handshake } = await ok(
    admin.call("organizations/InviteAccountToOrganization", { Target: { Type: "ACCOUNT", Id: OTHER } }),
  );
  await ok(root.call("organizations/AcceptHandshake", { HandshakeId: Handshake.Id }));
  await ok(admin.call("organizations/CloseAccount", { AccountId: OTHER }));
  await assertEnded(root, "identity");
  await assertEnded(ana, "identity");
  const refused = await new Browser(installation).signIn({ email: OTHER_EMAIL, password: PASSWORD });
  assert.equal(refused.body.error.code, "SignInRefused");
});

test("with the MFA device that it stands on, and not with another", async () => {
  const now = () => Date.now() + installation.clockOffsetMs();
  const devices = await Promise.all(
    ["phone", "tablet"].map(async (VirtualMFADeviceName) => {
      const { VirtualMFADevice } = await ok(
        admin.call("iam/CreateVirtualMFADevice", { VirtualMFADeviceName }),
      );
      const secret = Buffer.from(VirtualMFADevice.Base32StringSeed, "base64").toString();
      const SerialNumber: string = VirtualMFADevice.SerialNumber;
      await ok(
        admin.call("iam/EnableMFADevice", { UserName: "device", SerialNumber, ...pairAt(secret, now()) }),
      );
      return { secret, SerialNumber };
    }),
  );
  const [phone, tablet] = devices as [(typeof devices)[0], (typeof devices)[0]];
  const before = await signIn("device", { mfaCode: codeAt(phone.secret, now(), 1) });
  assert.equal((await ok(before.send("GET", "/console/session"))).identity.isMfa, true);
  await ok(admin.call("iam/DeactivateMFADevice", { UserName: "device", SerialNumber: tablet.SerialNumber }));
  await ok(before.call("iam/GetUser"));
  await ok(admin.call("iam/DeactivateMFADevice", { UserName: "device", SerialNumber: phone.SerialNumber }));
  await assertEnded(before, "credentials");
  installation.advanceClock(MINUTE_MS);
  await ok(
    admin.call("iam/EnableMFADevice", {
      UserName: "device",
      SerialNumber: phone.SerialNumber,
      ...pairAt(phone.secret, now()),
    }),
  );
  await assertEnded(before, "credentials");
});

test("by signing out, of one and everywhere, and nobody ends another's", async () => {
  const browsers = [
    await signIn("owner"),
    await signIn("owner"),
    await signIn("owner"),
    await signIn("owner"),
  ];
  const [one, two, three, four] = browsers as [Browser, Browser, Browser, Browser];
  const { sessions } = await ok(one.send("GET", "/console/sessions"));
  assert.equal(sessions.length, 4);
  assert.equal(sessions.filter(({ current }: { current: boolean }) => current).length, 1);
  const { id, since, lastSeen, expiresAt, ...shown } = sessions.find(
    (each: { current: boolean }) => each.current,
  );
  assert.deepEqual(shown, {
    device: "Mozilla/5.0 (story)",
    address: "127.0.0.1",
    isMfa: false,
    current: true,
  });
  assert.ok(Date.parse(since) <= Date.parse(lastSeen) && Date.parse(lastSeen) < Date.parse(expiresAt));
  assert.equal(id, (await ok(one.send("GET", "/console/session"))).identity.sessionId);
  const { identity } = await ok(two.send("GET", "/console/session"));
  const other = await admin.send("DELETE", `/console/sessions/${identity.sessionId}`);
  assert.deepEqual([other.status, other.body.error.code], [404, "NotFound"]);
  await ok(one.send("DELETE", `/console/sessions/${identity.sessionId}`));
  await assertEnded(two, "unknown");
  const cookie = three.cookie;
  const out = await three.send("DELETE", "/console/session");
  assert.match(
    out.headers.get("set-cookie") ?? "",
    /^rolecall-session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  assert.equal(three.cookie, undefined);
  three.cookie = cookie;
  await assertEnded(three, "unknown");
  assert.deepEqual(await ok(one.send("DELETE", "/console/sessions")), { ended: 2 });
  await assertEnded(four, "unknown");
  // Who is out already may sign out all the same.
  assert.equal((await new Browser(installation).send("DELETE", "/console/session")).status, 200);
});

test("a principal has twenty sessions at most: the one that was seen least lately makes room", async () => {
  const first = await signIn("many");
  installation.advanceClock(30 * MINUTE_MS);
  const second = await signIn("many");
  installation.advanceClock(30 * MINUTE_MS);
  await ok(first.call("iam/GetUser"));
  // That it was seen is written behind the request; who looks is seen too, so that it is another one.
  const watcher = await signIn("many");
  const isSeen = async () => {
    const { sessions } = await ok(watcher.send("GET", "/console/sessions"));
    return sessions.some(
      (each: { since: string; lastSeen: string; current: boolean }) =>
        !each.current && each.since !== each.lastSeen,
    );
  };
  while (!(await isSeen()));
  installation.advanceClock(MINUTE_MS);
  for (let more = 0; more < 18; more++) await signIn("many");
  await ok(first.call("iam/GetUser"));
  await assertEnded(second, "unknown");
});

test("by itself: where nobody is there, and after twelve hours in any case", async () => {
  admin = await signIn("chief");
  const [idle, busy] = [await signIn("idle"), await signIn("idle")];
  const { identity } = await ok(idle.send("GET", "/console/session"));
  assert.equal(Date.parse(identity.idleExpiresAt) - Date.parse(identity.signedInAt), 4 * HOUR_MS);
  for (let turn = 0; turn < 3; turn++) {
    installation.advanceClock(75 * MINUTE_MS);
    await ok(busy.call("iam/GetUser"));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await ok(idle.send("GET", "/console/sessions"));
  for (let turn = 0; turn < 4; turn++) {
    installation.advanceClock(115 * MINUTE_MS);
    await ok(busy.call("iam/GetUser"));
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await assertEnded(idle, "idle");
  installation.advanceClock(40 * MINUTE_MS);
  await assertEnded(busy, "expired");
});
