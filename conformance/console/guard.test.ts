/** Who may ask at the console's door, in which form, and what it answers whoever may not. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser, type Told } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const ANA = { account: ACCOUNT, user: "ana", password: PASSWORD };
const PROXIED = { "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.9" };

let installation: TestInstallation;
before(async () => {
  const users = [
    { name: "ana", password: PASSWORD, policies: [ADMINISTRATOR] },
    { name: "bob", password: PASSWORD },
  ];
  const args = ["--trusted-proxy", "127.0.0.1", "--public-url", "https://identity.example"];
  installation = await startInstallation(seedWithAdmin({ users }), args);
});
after(() => installation?.stop());

async function signedIn(): Promise<Browser> {
  const browser = new Browser(installation);
  const told = await browser.signIn(ANA);
  assert.equal(told.status, 200);
  return browser;
}

function assertRefused(
  { status, body, headers }: Told,
  expected: { readonly status: number; readonly code: string },
) {
  assert.deepEqual({ status, code: body.error.code }, expected, JSON.stringify(body));
  assert.ok(body.error.message && body.error.requestId);
  assertHeaders(headers);
}

function assertHeaders(headers: Headers): void {
  assert.equal(headers.get("cache-control"), "no-store");
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("content-type"), "application/json");
  assert.equal(headers.get("access-control-allow-origin"), null);
}

const REFUSED = { status: 403, code: "RequestRefused" };
const ENDED = { status: 401, code: "SessionEnded" };

test("every answer is nobody's to keep", async () => {
  const ana = await signedIn();
  for (const told of [
    await ana.send("GET", "/console/session"),
    await ana.call("iam/GetUser"),
    await ana.send("GET", "/console/sessions"),
  ]) {
    assert.equal(told.status, 200);
    assertHeaders(told.headers);
  }
});

test("what changes something needs the token of its session, and another session's is none", async () => {
  const [ana, other] = [await signedIn(), await signedIn()];
  for (const token of [undefined, "", "x", `${ana.csrfToken}x`, other.csrfToken]) {
    const headers = { "x-rolecall-csrf": token };
    for (const [method, path, body] of [
      ["POST", "/console/api/iam/GetUser", {}],
      ["POST", "/console/session/role", {}],
      ["DELETE", "/console/session/role", undefined],
      ["DELETE", "/console/sessions", undefined],
      ["DELETE", "/console/session", undefined],
    ] as const)
      assertRefused(await ana.send(method, path, { body, headers }), REFUSED);
  }
  assert.equal((await ana.call("iam/GetUser")).status, 200);
});

test("pages of others ask nothing, sign-in included", async () => {
  const ana = await signedIn();
  const others: readonly Record<string, string>[] = [
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: installation.endpoint.replace("http:", "https:") },
    { origin: `${installation.endpoint}0` },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  for (const headers of others) {
    assertRefused(await ana.send("POST", "/console/api/iam/GetUser", { body: {}, headers }), REFUSED);
    const before = new Browser(installation);
    assertRefused(await before.send("POST", "/console/session", { body: ANA, headers }), REFUSED);
    assert.equal(before.cookie, undefined);
  }
  const navigated = { "sec-fetch-site": "cross-site" };
  assertRefused(await ana.send("GET", "/console/session", { headers: navigated }), REFUSED);
  // Clients that are no browsers say neither.
  const plain = { origin: undefined, "sec-fetch-site": undefined };
  assert.equal(
    (await ana.send("POST", "/console/api/iam/GetUser", { body: {}, headers: plain })).status,
    200,
  );
});

test("bodies are JSON and say so", async () => {
  const ana = await signedIn();
  const type = { status: 415, code: "UnsupportedMediaType" };
  for (const contentType of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]) {
    const headers = { "content-type": contentType };
    assertRefused(await ana.send("POST", "/console/api/iam/GetUser", { body: "{}", headers }), type);
    assertRefused(
      await new Browser(installation).send("POST", "/console/session", { body: ANA, headers }),
      type,
    );
  }
  const invalid = { status: 400, code: "InvalidRequest" };
  for (const body of [
    "{",
    "[]",
    "3",
    "null",
    '{"account":1}',
    '{"account":"a"}',
    '{"account":"a","user":"b"}',
    `{"email":"${"a".repeat(2_000)}","password":"x"}`,
    '{"__proto__":{"email":"x"},"password":"x"}',
  ])
    assertRefused(await new Browser(installation).send("POST", "/console/session", { body }), invalid);
  const { body } = await new Browser(installation).send("POST", "/console/session", {
    body: { ...ANA, mfaCode: 123456 },
  });
  assert.equal(body.error.message, '"mfaCode" has to be a text.');
});

test("paths and methods that are not there are told apart", async () => {
  const ana = await signedIn();
  const notFound = { status: 404, code: "NotFound" };
  for (const path of ["/console/session/x", "/console/sessionx", "/console/session/role/x"])
    assertRefused(await ana.send("GET", path), notFound);
  assertRefused(await ana.send("PUT", "/console/session", { body: {} }), {
    status: 405,
    code: "MethodNotAllowed",
  });
  assertRefused(await ana.send("GET", "/console/api/iam/GetUser"), { status: 405, code: "MethodNotAllowed" });
  for (const path of [
    "",
    "iam",
    "iam/",
    "iam/NoSuch",
    "iam/__proto__",
    "s3/GetObject",
    "iam/GetUser/x",
    "IAM/GetUser",
    "constructor/x",
  ])
    assertRefused(await ana.call(path), notFound);
});

test("a denial is HTTP's, whatever the service's protocol", async () => {
  const bob = new Browser(installation);
  assert.equal((await bob.signIn({ ...ANA, user: "bob" })).status, 200);
  for (const [operation, code] of [
    ["iam/ListUsers", "AccessDenied"],
    ["rolecall/GetSecurityFindings", "AccessDeniedException"],
    ["organizations/ListAccounts", "AccessDeniedException"],
    ["rolesanywhere/ListProfiles", "AccessDeniedException"],
  ] as const)
    assertRefused(await bob.call(operation), { status: 403, code });
});

test("inputs are what the contract says, in AWS's own names", async () => {
  const ana = await signedIn();
  const error = async (operation: string, body: unknown) => {
    const { status, body: told } = await ana.send("POST", `/console/api/${operation}`, { body });
    return [status, told.error.code, told.error.message];
  };
  assert.deepEqual(await error("iam/GetUser", "{"), [
    400,
    "MalformedInput",
    "The request body is not valid JSON.",
  ]);
  assert.deepEqual(await error("iam/GetUser", { UserName: 1 }), [
    400,
    "MalformedInput",
    "NUMBER_VALUE can not be converted to a String",
  ]);
  const [status, code, message] = await error("iam/GetUser", { UserName: "" });
  assert.deepEqual([status, code], [400, "ValidationError"]);
  assert.match(message, /userName/);
  assert.deepEqual((await error("iam/GetUser", { UserName: "gone" })).slice(0, 2), [404, "NoSuchEntity"]);
  assert.equal((await error("sts/AssumeRoleWithWebIdentity", {}))[1], "InvalidRequest");
  assert.equal((await error("sso-admin/ListInstances", {}))[0], 501);
  // JSON 1.1, REST and Query alike; the REST service's path and query are members too.
  assert.equal((await ana.call("organizations/CreateOrganization", { FeatureSet: "ALL" })).status, 200);
  const { body } = await ana.call("organizations/DescribeOrganization");
  assert.equal(body.Organization.MasterAccountId, ACCOUNT);
  const accounts = await ana.call("organizations/ListAccounts");
  assert.match(accounts.body.Accounts[0].JoinedTimestamp, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.equal((await ana.call("account/GetContactInformation")).status, 404);
  assert.deepEqual((await ana.call("rolesanywhere/ListProfiles", { pageSize: 1 })).body.profiles, []);
  const device = await ana.call("iam/CreateVirtualMFADevice", { VirtualMFADeviceName: "phone" });
  assert.match(
    Buffer.from(device.body.VirtualMFADevice.Base32StringSeed, "base64").toString(),
    /^[A-Z2-7]+$/,
  );
});

test("behind a proxy that speaks TLS the cookie is the host's alone and secure", async () => {
  const ana = new Browser(installation);
  const headers = { ...PROXIED, origin: "https://identity.example" };
  const told = await ana.send("POST", "/console/session", { body: ANA, headers });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  const set = told.headers.getSetCookie();
  const session = set.find((each) => each.startsWith("__Host-rolecall-session=")) ?? assert.fail(set.join());
  assert.match(session, /^__Host-rolecall-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  // What else is set, for who signs in here again, is no plainer.
  for (const each of set) assert.match(each, /^__(?:Host|Secure)-.*; HttpOnly; SameSite=Strict; Secure$/);
  assert.equal((await ana.send("GET", "/console/session", { headers })).status, 200);
  // What was set by TLS counts by TLS alone, and what was not does not count there.
  assertRefused(await ana.send("GET", "/console/session"), ENDED);
  const plain = await signedIn();
  assertRefused(await plain.send("GET", "/console/session", { headers }), ENDED);
});

test("a session that was put into a browser beforehand is nobody's after a sign-in", async () => {
  const attacker = await signedIn();
  const victim = new Browser(installation);
  victim.cookie = attacker.cookie;
  await victim.signIn(ANA);
  assert.notEqual(victim.cookie, attacker.cookie);
  assertRefused(await attacker.send("GET", "/console/session"), ENDED);
  assert.equal((await victim.send("GET", "/console/session")).status, 200);
  // One that somebody made up is not taken over.
  const made = new Browser(installation);
  made.cookie = `rolecall-session=${"A".repeat(43)}`;
  await made.signIn(ANA);
  assert.notEqual(made.cookie, `rolecall-session=${"A".repeat(43)}`);
});

test("cookies that are none", async () => {
  const ana = await signedIn();
  const secret = ana.cookie?.split("=")[1] ?? "";
  const cookies = [
    undefined,
    "",
    "rolecall-session=",
    `rolecall-session=${secret}x`,
    `rolecall-session=${secret.slice(1)}`,
    `rolecall-session=${"A".repeat(43)}`,
    `Rolecall-session=${secret}`,
    `rolecall-session=${secret}; rolecall-session=${"A".repeat(43)}`,
    `rolecall-session=${"A".repeat(43)}; rolecall-session=${secret}`,
    "a=b;".repeat(7_000),
  ];
  for (const cookie of cookies)
    assertRefused(await ana.send("GET", "/console/session", { headers: { cookie } }), ENDED);
  const among = { cookie: `other=1; rolecall-session=${secret}; more=2` };
  assert.equal((await ana.send("GET", "/console/session", { headers: among })).status, 200);
});

test("what a stranger sends is bounded", async () => {
  const large = { body: `{"account":"${"a".repeat(66_000)}"}`, headers: { connection: "close" } };
  const answer = await fetch(`${installation.endpoint}/console/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: large.body,
  });
  assert.equal(answer.status, 413);
});
