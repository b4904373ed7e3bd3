/** `/federation`, as brokers and people's scripts ask AWS's. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import {
  AssumeRoleCommand,
  type Credentials,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { readAuditLog } from "../installation/audit.ts";
import { clientConfiguration } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const run = promisify(execFile);
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Operator`;
const AWS_CONSOLE = "https://console.aws.amazon.com/";

let installation: TestInstallation;
let sts: STSClient;
before(async () => {
  const trust = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" },
  };
  installation = await startInstallation(
    seedWithAdmin({ roles: [{ name: "Operator", trust, policies: [ADMINISTRATOR] }] }),
  );
  sts = new STSClient(clientConfiguration(installation, ADMIN));
});
after(async () => {
  sts?.destroy();
  await installation?.stop();
});

const sessionOf = ({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials = {} as Credentials) =>
  JSON.stringify({ sessionId: AccessKeyId, sessionKey: SecretAccessKey, sessionToken: SessionToken });

async function roleCredentials() {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "broker" }));
  return Credentials ?? assert.fail();
}

async function askToken(parameters: Record<string, string>, method: "GET" | "POST" = "GET") {
  const query = new URLSearchParams({ Action: "getSigninToken", ...parameters });
  const url = `${installation.endpoint}/federation`;
  const answer =
    method === "GET" ? await fetch(`${url}?${query}`) : await fetch(url, { method, body: query });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text };
}

const tokenOf = async (parameters: Record<string, string>) =>
  JSON.parse((await askToken(parameters)).text).SigninToken as string;

/** As a browser that was sent here from somewhere else. */
async function login(parameters: Record<string, string>) {
  const query = new URLSearchParams({ Action: "login", Issuer: "https://broker.example", ...parameters });
  const answer = await fetch(`${installation.endpoint}/federation?${query}`, {
    redirect: "manual",
    headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
  });
  const browser = new Browser(installation);
  browser.cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  return { status: answer.status, headers: answer.headers, text: await answer.text(), browser };
}

test("a role's credentials become a token, by GET and POST, and the token a session of the console as that role", async () => {
  const Session = sessionOf(await roleCredentials());
  assert.equal((await askToken({ Session }, "POST")).status, 200);
  const SigninToken = await tokenOf({ Session, SessionDuration: "43200" });
  const { status, headers, browser } = await login({ SigninToken, Destination: AWS_CONSOLE });
  assert.equal(status, 303);
  assert.equal(headers.get("location"), "/console/");
  assert.equal(headers.get("cache-control"), "no-store");
  assert.match(headers.getSetCookie()[0] ?? "", /HttpOnly; SameSite=Strict$/);
  const { body } = await browser.send("GET", "/console/session");
  assert.equal(body.identity.arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Operator/broker`);
  const hours = (Date.parse(body.identity.expiresAt) - Date.parse(body.identity.signedInAt)) / 3_600_000;
  assert.ok(Math.abs(hours - 12) < 0.01, `${hours}`);
  browser.csrfToken = body.csrfToken;
  const caller = await browser.call("sts/GetCallerIdentity");
  assert.equal(caller.body.Arn, body.identity.arn);
  const again = await login({ SigninToken, Destination: AWS_CONSOLE });
  assert.deepEqual([again.status, again.headers.getSetCookie()], [400, []], "once");
});

test("a federated user signs in for as long as its credentials last", async () => {
  const { Credentials } = await sts.send(
    new GetFederationTokenCommand({ Name: "mona", DurationSeconds: 7_200 }),
  );
  const Session = sessionOf(Credentials);
  assert.equal(
    (await askToken({ Session, SessionDuration: "3600" })).status,
    400,
    "no SessionDuration for it",
  );
  const { browser } = await login({ SigninToken: await tokenOf({ Session }) });
  const { body } = await browser.send("GET", "/console/session");
  assert.deepEqual([body.identity.kind, body.identity.name], ["federatedUser", "mona"]);
  assert.equal(Date.parse(body.identity.expiresAt), Credentials?.Expiration?.getTime());
});

test("what is no session of a role or federated user, or asks for a wrong duration, is refused in AWS's words", async () => {
  const good = await roleCredentials();
  const { Credentials: own } = await sts.send(new GetSessionTokenCommand({}));
  const chained = await new STSClient(
    clientConfiguration(installation, {
      accessKeyId: good.AccessKeyId ?? "",
      secretAccessKey: good.SecretAccessKey ?? "",
      sessionToken: good.SessionToken,
    } as never),
  ).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "chained" }));
  const refused: readonly Record<string, string>[] = [
    {},
    { Session: "" },
    { Session: "{" },
    { Session: "null" },
    { Session: "[]" },
    { Session: `{"sessionId":1,"sessionKey":"x","sessionToken":"y"}` },
    { Session: sessionOf({ ...good, SecretAccessKey: "wrong" }) },
    { Session: sessionOf({ ...good, AccessKeyId: own?.AccessKeyId }) },
    { Session: sessionOf({ ...good, SessionToken: `${good.SessionToken}A` }) },
    { Session: sessionOf(own) },
    {
      Session: JSON.stringify({
        sessionId: ADMIN.accessKeyId,
        sessionKey: ADMIN.secretAccessKey,
        sessionToken: "x",
      }),
    },
    { Session: sessionOf(chained.Credentials), SessionDuration: "900" },
    ...["899", "43201", "x", "1e4", "-1", ""].map((SessionDuration) => ({
      Session: sessionOf(good),
      SessionDuration,
    })),
  ];
  for (const parameters of refused) {
    const { status, text, headers } = await askToken(parameters);
    assert.equal(status, 400, JSON.stringify(parameters));
    assert.match(
      text,
      /^400: Invalid Credentials Parameter\. The request sent by the client was syntactically incorrect\./,
    );
    assert.equal(headers.get("cache-control"), "no-store");
  }
  assert.equal((await askToken({ Session: sessionOf(chained.Credentials) })).status, 200);
});

test("Destination leads to our own pages alone, and nothing of it stands in an answer that a frame could show", async () => {
  for (const Destination of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
  ]) {
    const SigninToken = await tokenOf({ Session: sessionOf(await roleCredentials()) });
    const { headers } = await login({ SigninToken, Destination });
    assert.equal(headers.get("location"), "/console/", Destination);
    assert.equal(headers.get("x-frame-options"), "DENY");
    assert.match(headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
  }
  const SigninToken = await tokenOf({ Session: sessionOf(await roleCredentials()) });
  const { headers } = await login({
    SigninToken,
    Destination: `${installation.endpoint}/console/iam/users?page=2`,
  });
  assert.equal(headers.get("location"), "/console/iam/users?page=2");
  const bad = await login({ SigninToken: "<script>", Destination: "<script>" });
  assert.equal(bad.status, 400);
  assert.doesNotMatch(bad.text, /script/);
});

test("what was asked is recorded as CloudTrail does, without the token", async () => {
  const events = (await readAuditLog(installation)).filter(({ eventName }) => eventName === "GetSigninToken");
  const [event] = events as unknown as { readonly [name: string]: Record<string, unknown> }[];
  assert.equal(event?.userIdentity?.type, "AssumedRole");
  assert.equal(event?.eventSource, "signin.amazonaws.com");
  assert.equal(event?.eventType, "AwsConsoleSignIn");
  assert.deepEqual(event?.responseElements, { GetSigninToken: "Success" });
  assert.doesNotMatch(JSON.stringify(events), /sessionToken|SigninToken":"[\w-]{40}/);
});

const PYTHON = `
import json, sys, urllib.parse, urllib.request
endpoint, key, secret, token = sys.argv[1:]
session = json.dumps({"sessionId": key, "sessionKey": secret, "sessionToken": token})
parameters = "?Action=getSigninToken&SessionDuration=43200&Session=" + urllib.parse.quote_plus(session)
with urllib.request.urlopen(endpoint + "/federation" + parameters) as answer:
    signin = json.loads(answer.read())
query = "?Action=login&Issuer=Example.org"
query += "&Destination=" + urllib.parse.quote_plus("https://console.aws.amazon.com/")
query += "&SigninToken=" + signin["SigninToken"]
print(endpoint + "/federation" + query)
`;

test("Python's urllib makes the address that a person opens", async () => {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = await roleCredentials();
  const { stdout } = await run("python3", [
    "-c",
    PYTHON,
    installation.endpoint,
    AccessKeyId,
    SecretAccessKey,
    SessionToken,
  ]);
  const answer = await fetch(stdout.trim(), { redirect: "manual" });
  assert.deepEqual([answer.status, answer.headers.get("location")], [303, "/console/"]);
  assert.equal(answer.headers.getSetCookie().length, 1);
});
