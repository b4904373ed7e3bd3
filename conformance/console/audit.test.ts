/** What the audit log says of the console: as CloudTrail does, and no secret. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type AuditEvent, readAuditLog, readAuditText } from "../installation/audit.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { codeAt } from "../installation/totp.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const WRONG = "typed-wrong-9-secret";
const EMAIL = "root@nordwind.example";
const SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const PHONE = `arn:aws:iam::${ACCOUNT}:mfa/phone`;

let installation: TestInstallation;
before(async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" },
    ],
  };
  installation = await startInstallation(
    seedWithAdmin({
      email: EMAIL,
      rootPassword: PASSWORD,
      users: [
        { name: "ana", password: PASSWORD, policies: [ADMINISTRATOR] },
        { name: "mfa", password: PASSWORD },
      ],
      mfaDevices: [{ serialNumber: PHONE, kind: "virtual", seed: SECRET, user: "mfa" }],
      roles: [{ name: "Reader", trust, policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"] }],
    }),
  );
});
after(() => installation?.stop());

type Event = Readonly<Record<string, unknown>>;

/**
 * The event that came last of a name and of which this is true, without what is different each time. It is written behind the request, and
 * strangers' stand in files of their own.
 */
async function last(eventName: string, says: (event: AuditEvent) => boolean = () => true): Promise<Event> {
  for (;;) {
    const events = await readAuditLog(installation);
    const found = events.findLast((event) => event.eventName === eventName && says(event));
    if (found === undefined) continue;
    const { eventTime, eventID, requestID, ...rest } = { ...found } as Record<string, unknown>;
    assert.ok(eventTime && eventID && requestID);
    return rest;
  }
}

const ofUser = (userName: string, outcome: string) => (event: AuditEvent) =>
  (event.userIdentity as { readonly userName?: string }).userName === userName &&
  event.responseElements?.ConsoleLogin === outcome;

const common = (more: object) => ({
  eventVersion: "1.08",
  eventSource: "signin.amazonaws.com",
  awsRegion: "us-east-1",
  sourceIPAddress: "127.0.0.1",
  userAgent: "Mozilla/5.0 (story)",
  requestParameters: null,
  readOnly: false,
  eventType: "AwsConsoleSignIn",
  managementEvent: true,
  eventCategory: "Management",
  recipientAccountId: ACCOUNT,
  ...more,
});
const attempt = (given: object) => new Browser(installation).signIn({ account: ACCOUNT, ...given });
const loginTo = () => ({ LoginTo: `${installation.endpoint}/console/`, MobileVersion: "No" });

async function userIdOf(name: string): Promise<string> {
  const browser = new Browser(installation);
  await browser.signIn({ account: ACCOUNT, user: "ana", password: PASSWORD });
  return (await browser.call("iam/GetUser", { UserName: name })).body.User.UserId;
}

test("ConsoleLogin: a user, with and without MFA, and root", async () => {
  const identity = async (userName: string) => ({
    type: "IAMUser",
    principalId: await userIdOf(userName),
    arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`,
    accountId: ACCOUNT,
    userName,
  });
  const success = { eventName: "ConsoleLogin", responseElements: { ConsoleLogin: "Success" } };
  await attempt({ user: "ana", password: PASSWORD });
  assert.deepEqual(
    await last("ConsoleLogin", ofUser("ana", "Success")),
    common({
      ...success,
      userIdentity: await identity("ana"),
      additionalEventData: { ...loginTo(), MFAUsed: "No" },
    }),
  );
  const mfa = await identity("mfa");
  await attempt({ user: "mfa", password: PASSWORD });
  assert.deepEqual(
    await last("CheckMfa"),
    common({
      eventName: "CheckMfa",
      userIdentity: mfa,
      responseElements: { CheckMfa: "Success" },
      additionalEventData: { MfaType: "Virtual MFA" },
    }),
  );
  await attempt({ user: "mfa", password: PASSWORD, mfaCode: codeAt(SECRET, Date.now()) });
  assert.deepEqual(
    await last("ConsoleLogin", (event) => event.additionalEventData?.MFAIdentifier === PHONE),
    common({
      ...success,
      userIdentity: mfa,
      additionalEventData: { ...loginTo(), MFAIdentifier: PHONE, MFAUsed: "Yes" },
    }),
  );
  await new Browser(installation).signIn({ email: EMAIL, password: PASSWORD });
  const root = {
    type: "Root",
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: "",
  };
  assert.deepEqual(
    await last("ConsoleLogin", ({ userIdentity }) => userIdentity.type === "Root"),
    common({ ...success, userIdentity: root, additionalEventData: { ...loginTo(), MFAUsed: "No" } }),
  );
});

test("ConsoleLogin that failed: who is known is named, and a name that nobody has is not repeated", async () => {
  const failure = { eventName: "ConsoleLogin", responseElements: { ConsoleLogin: "Failure" } };
  const additionalEventData = { ...loginTo(), MFAUsed: "No" };
  await attempt({ user: "ana", password: WRONG });
  const { userIdentity, ...rest } = await last("ConsoleLogin", ofUser("ana", "Failure"));
  assert.deepEqual(rest, common({ ...failure, errorMessage: "Failed authentication", additionalEventData }));
  assert.equal((userIdentity as { userName: string }).userName, "ana");
  await attempt({ user: WRONG, password: PASSWORD });
  assert.deepEqual(
    await last("ConsoleLogin", ofUser("HIDDEN_DUE_TO_SECURITY_REASONS", "Failure")),
    common({
      ...failure,
      errorMessage: "No username found in supplied account",
      additionalEventData,
      userIdentity: {
        type: "IAMUser",
        accountId: ACCOUNT,
        accessKeyId: "",
        userName: "HIDDEN_DUE_TO_SECURITY_REASONS",
      },
    }),
  );
  await attempt({ user: "mfa", password: PASSWORD, mfaCode: "000000" });
  // Who knew the password is known: it stands in the other files.
  const refused = await last(
    "ConsoleLogin",
    ({ additionalEventData }) => additionalEventData?.MFAUsed === "Yes",
  );
  assert.deepEqual(
    [refused.errorMessage, refused.additionalEventData],
    ["Failed authentication", { ...loginTo(), MFAUsed: "Yes" }],
  );
});

test("what is called is recorded as of a session of the console, and switching to a role and back as events of their own", async () => {
  const ana = new Browser(installation);
  await ana.signIn({ account: ACCOUNT, user: "ana", password: PASSWORD });
  await ana.call("iam/ListUsers");
  const { userIdentity, ...listed } = await last("ListUsers");
  const { accessKeyId, sessionContext, ...who } = userIdentity as Record<string, unknown>;
  assert.match(String(accessKeyId), /^ASIA/);
  assert.deepEqual([who.type, who.userName], ["IAMUser", "ana"]);
  const { attributes, ...more } = sessionContext as { attributes: Record<string, string> };
  assert.deepEqual([attributes.mfaAuthenticated, more], ["false", {}]);
  assert.match(attributes.creationDate ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.deepEqual(
    [listed.sessionCredentialFromConsole, listed.eventType, listed.eventSource, listed.userAgent],
    ["true", "AwsApiCall", "iam.amazonaws.com", "Mozilla/5.0 (story)"],
  );
  assert.equal(
    (await ana.send("POST", "/console/session/role", { body: { account: ACCOUNT, roleName: "Reader" } }))
      .status,
    200,
  );
  const assumed = await last("AssumeRole");
  assert.equal((assumed.userIdentity as { userName: string }).userName, "ana");
  assert.equal(assumed.sessionCredentialFromConsole, "true");
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/ana`;
  const switched = await last("SwitchRole");
  const { principalId, ...identity } = switched.userIdentity as Record<string, unknown>;
  assert.match(String(principalId), /^AROA\w{17}:ana$/);
  assert.deepEqual(identity, { type: "AssumedRole", arn, accountId: ACCOUNT });
  const RedirectTo = `${installation.endpoint}/console/`;
  const { userIdentity: _, ...said } = switched;
  assert.deepEqual(
    said,
    common({
      eventName: "SwitchRole",
      responseElements: { SwitchRole: "Success" },
      additionalEventData: { SwitchFrom: `arn:aws:iam::${ACCOUNT}:user/ana`, RedirectTo },
    }),
  );
  await ana.send("DELETE", "/console/session/role");
  const exited = await last("ExitRole");
  assert.deepEqual(
    [(exited.userIdentity as { arn: string }).arn, exited.responseElements],
    [arn, { ExitRole: "Success" }],
  );
});

test("no secret is in any record", async () => {
  const ana = new Browser(installation);
  await ana.signIn({ account: ACCOUNT, user: "ana", password: PASSWORD, newPassword: "New-Secret-7-Phrase" });
  await ana.call("iam/CreateLoginProfile", { UserName: "admin", Password: "Other-Secret-3-Phrase" });
  const { body } = await ana.call("iam/CreateAccessKey", { UserName: "mfa" });
  await ana.send("POST", "/console/session/role", { body: { account: ACCOUNT, roleName: "Reader" } });
  await attempt({ user: "ana", password: WRONG, mfaCode: "918273" });
  await readAuditLog(installation);
  const text = readAuditText(installation);
  const secrets = [
    PASSWORD,
    WRONG,
    "New-Secret-7-Phrase",
    "Other-Secret-3-Phrase",
    "918273",
    body.AccessKey.SecretAccessKey,
    ana.cookie?.split("=")[1] ?? assert.fail(),
    ana.csrfToken ?? assert.fail(),
  ];
  for (const secret of secrets) assert.ok(!text.includes(secret), secret);
});
