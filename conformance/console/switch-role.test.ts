/** Switching to a role and back, by the very AssumeRole that clients call. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser, type Told } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const OTHER = "222222222222";
const EMAIL = "root@nordwind.example";
const HOUR_MS = 3_600_000;

let installation: TestInstallation;
before(async () => {
  const trusting = (AWS: string, more: object = {}) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole", ...more }],
  });
  const root = (id: string) => `arn:aws:iam::${id}:root`;
  const mfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };
  const { accounts } = seedWithAdmin({
    email: EMAIL,
    rootPassword: PASSWORD,
    users: [
      { name: "chief", password: PASSWORD, policies: [ADMINISTRATOR] },
      { name: "ana", password: PASSWORD, policies: [ADMINISTRATOR] },
      { name: "b", password: PASSWORD, policies: [ADMINISTRATOR] },
      { name: "powerless", password: PASSWORD },
    ],
    roles: [
      {
        name: "Reader",
        path: "/team/",
        trust: trusting(root(ACCOUNT)),
        policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"],
      },
      {
        name: "Second",
        trust: trusting(root(ACCOUNT)),
        policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"],
      },
      { name: "Careful", trust: trusting(root(ACCOUNT), mfa) },
      {
        name: "Gone",
        trust: trusting(root(ACCOUNT)),
        policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"],
      },
    ],
  });
  const far = {
    name: "Far",
    trust: trusting(root(ACCOUNT)),
    policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"],
  };
  installation = await startInstallation({
    accounts: [...accounts, { id: OTHER, alias: "far-away", roles: [far] }],
  });
});
after(() => installation?.stop());

async function signIn(user: string): Promise<Browser> {
  const browser = new Browser(installation);
  assert.equal((await browser.signIn({ account: ACCOUNT, user, password: PASSWORD })).status, 200);
  return browser;
}

const become = (browser: Browser, roleName: string, more: object = {}) =>
  browser.send("POST", "/console/session/role", { body: { account: ACCOUNT, roleName, ...more } });
const back = (browser: Browser) => browser.send("DELETE", "/console/session/role");
const identityOf = async (browser: Browser) => (await browser.send("GET", "/console/session")).body.identity;
const whoIs = async (browser: Browser) => (await browser.call("sts/GetCallerIdentity")).body.Arn;

async function ok(told: Promise<Told>): Promise<Told["body"]> {
  const { status, body } = await told;
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

test("into a role, with its name and colour, and back", async () => {
  const ana = await signIn("ana");
  const { identity, csrfToken } = await ok(
    become(ana, "team/Reader", { displayName: "Look only", color: "green" }),
  );
  assert.equal(csrfToken, ana.csrfToken);
  const { signedInAt, expiresAt, sessionId, ...shown } = identity;
  assert.deepEqual(shown, {
    kind: "role",
    name: "Reader",
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/ana`,
    accountId: ACCOUNT,
    accountName: ACCOUNT,
    sessionName: "ana",
    original: { kind: "user", name: "ana", arn: `arn:aws:iam::${ACCOUNT}:user/ana`, accountId: ACCOUNT },
    displayName: "Look only",
    color: "green",
    isMfa: false,
  });
  assert.deepEqual(await identityOf(ana), identity);
  assert.equal(await whoIs(ana), shown.arn);
  assert.equal((await ana.call("iam/ListUsers")).status, 200);
  const denied = await ana.call("iam/CreateUser", { UserName: "x" });
  assert.equal(denied.status, 403);
  assert.match(
    denied.body.error.message,
    /assumed-role\/Reader\/ana is not authorized to perform: iam:CreateUser/,
  );
  const { sessions } = await ok(ana.send("GET", "/console/sessions"));
  assert.deepEqual(sessions.find((each: { current: boolean }) => each.current).role, {
    name: "Reader",
    displayName: "Look only",
  });
  assert.equal((await ok(back(ana))).identity.kind, "user");
  assert.equal(await whoIs(ana), `arn:aws:iam::${ACCOUNT}:user/ana`);
});

test("from role to role it is who signed in that asks; across accounts, by alias too", async () => {
  const ana = await signIn("ana");
  await ok(become(ana, "team/Reader"));
  // Reader itself may assume nothing.
  assert.equal((await ok(become(ana, "Second"))).identity.name, "Second");
  const { identity } = await ok(become(ana, "Far", { account: "far-away" }));
  assert.deepEqual(
    [identity.accountId, identity.accountAlias, identity.original.accountId],
    [OTHER, "far-away", ACCOUNT],
  );
  assert.equal(await whoIs(ana), `arn:aws:sts::${OTHER}:assumed-role/Far/ana`);
});

test("what AWS refuses is refused in its words: root, no trust, no permission, no such role", async () => {
  const root = new Browser(installation);
  await ok(root.signIn({ email: EMAIL, password: PASSWORD }));
  const refused = async (told: Promise<Told>) => {
    const { status, body } = await told;
    return [status, body.error.code, body.error.message, body.error.authorizationId !== undefined];
  };
  assert.deepEqual(await refused(become(root, "Second")), [
    403,
    "AccessDenied",
    "Roles may not be assumed by root accounts.",
    false,
  ]);
  const ana = await signIn("ana");
  for (const [browser, roleName] of [
    [ana, "Careful"],
    [ana, "NoSuch"],
    [await signIn("powerless"), "Second"],
  ] as const) {
    const [status, code, message, hasId] = await refused(become(browser, roleName));
    assert.deepEqual([status, code, hasId], [403, "AccessDenied", true]);
    assert.match(
      String(message),
      /^User: arn:aws:iam::\d+:user\/\w+ is not authorized to perform: sts:AssumeRole on resource: /,
    );
    assert.equal((await identityOf(browser)).kind, "user");
  }
  // As AssumeRole by the API: an account that is not there is told as one whose role does not trust.
  const [, code, message] = await refused(become(ana, "Far", { account: "999999999999" }));
  assert.equal(code, "AccessDenied");
  assert.match(String(message), /on resource: arn:aws:iam::999999999999:role\/Far/);
  assert.equal((await become(ana, "Far", { displayName: "x".repeat(65) })).body.error.code, "InvalidRequest");
});

test("whose an alias is, is told to who may become the role alone", async () => {
  const ana = await signIn("ana");
  const told = async (account: string, roleName: string) => {
    const { status, body } = await become(ana, roleName, { account });
    const { requestId, ...error } = body.error;
    assert.ok(requestId);
    return { status, ...error };
  };
  const wrongRole = await told("far-away", "NoSuch");
  assert.deepEqual([wrongRole.status, wrongRole.code], [403, "RoleRefused"]);
  assert.ok(!JSON.stringify(wrongRole).includes(OTHER));
  assert.deepEqual(await told("nobody-has-it", "NoSuch"), wrongRole);
  assert.match((await told(OTHER, "NoSuch")).message, new RegExp(OTHER), "by its id the reason is told");
  assert.equal((await ok(become(ana, "Far", { account: "far-away" }))).identity.accountId, OTHER);
});

test("a user whose name is too short for a session's has a longer one there", async () => {
  const b = await signIn("b");
  assert.equal((await ok(become(b, "Second"))).identity.sessionName, "b-console");
});

test("as long as the role allows, and never longer than who switched is signed in", async () => {
  const chief = await signIn("chief");
  const ana = await signIn("ana");
  const lasts = async () => {
    const { identity } = await ok(become(ana, "Second"));
    return Date.parse(identity.expiresAt) - (Date.now() + installation.clockOffsetMs());
  };
  assert.ok(Math.abs((await lasts()) - HOUR_MS) < 10_000);
  await ok(chief.call("iam/UpdateRole", { RoleName: "Second", MaxSessionDuration: 12 * 3_600 }));
  installation.advanceClock(HOUR_MS);
  assert.ok(Math.abs((await lasts()) - 11 * HOUR_MS) < 10_000);
  await ok(chief.call("iam/UpdateRole", { RoleName: "Second", MaxSessionDuration: 3_600 }));
});

test("a role that is over ends, and who switched to it is still there to go back", async () => {
  const ana = await signIn("ana");
  await ok(become(ana, "Second"));
  installation.advanceClock(HOUR_MS);
  await assertRoleEnded(ana);
  assert.equal((await ok(become(ana, "Second"))).identity.name, "Second");
  installation.advanceClock(HOUR_MS);
  await assertRoleEnded(ana);
  assert.equal((await ok(back(ana))).identity.name, "ana");
});

async function assertRoleEnded(browser: Browser): Promise<void> {
  for (const told of [await browser.call("iam/ListUsers"), await browser.send("GET", "/console/session")])
    assert.deepEqual(
      [told.status, told.body.error.code, told.body.error.reason],
      [401, "SessionEnded", "role"],
    );
}

test("a role whose sessions were revoked, and one that was deleted, ends for the next request", async () => {
  const chief = await signIn("chief");
  const ana = await signIn("ana");
  await ok(become(ana, "Gone"));
  assert.equal((await ana.call("iam/ListUsers")).status, 200);
  installation.advanceClock(2_000);
  const before = new Date(Date.now() + installation.clockOffsetMs()).toISOString();
  const revoking = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: ["*"],
        Resource: ["*"],
        Condition: { DateLessThan: { "aws:TokenIssueTime": before } },
      },
    ],
  };
  const policy = { RoleName: "Gone", PolicyName: "AWSRevokeOlderSessions" };
  await ok(chief.call("iam/PutRolePolicy", { ...policy, PolicyDocument: JSON.stringify(revoking) }));
  await assertRoleEnded(ana);
  installation.advanceClock(2_000);
  await ok(become(ana, "Gone"));
  assert.equal((await ana.call("iam/ListUsers")).status, 200);
  await ok(chief.call("iam/DeleteRolePolicy", policy));
  await ok(
    chief.call("iam/DetachRolePolicy", {
      RoleName: "Gone",
      PolicyArn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess",
    }),
  );
  await ok(chief.call("iam/DeleteRole", { RoleName: "Gone" }));
  await assertRoleEnded(ana);
  assert.equal((await ok(back(ana))).identity.name, "ana");
});

test("in a role too it ends with the password of who signed in", async () => {
  const chief = await signIn("chief");
  const ana = await signIn("ana");
  await ok(become(ana, "Second"));
  await ok(chief.call("iam/UpdateLoginProfile", { UserName: "ana", Password: `${PASSWORD}!` }));
  const { status, body } = await ana.call("iam/ListUsers");
  assert.deepEqual([status, body.error.reason], [401, "credentials"]);
  await ok(chief.call("iam/UpdateLoginProfile", { UserName: "ana", Password: PASSWORD }));
});
