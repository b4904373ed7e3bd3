import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { GetUserCommand } from "@aws-sdk/client-iam";
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { readAuditLog, readAuditText } from "../installation/audit.ts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { APP, type OidcServer, startOidcServer } from "../installation/oidc-server.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, seedWithAdmin } from "../installation/seed.ts";

/**
 * Users of an app sign in with Amazon, or with Facebook, and the app gets an access token, which only they can read. Who asks them is a
 * server of the installation's own: here an OpenID provider of somebody else's, and one that can be made to misbehave.
 */
const FACEBOOK = "graph.facebook.com";
const AMAZON = "www.amazon.com";
const INVALID = "InvalidIdentityTokenException";

let server: OidcServer;
let odd: Server;
let oddAnswer: (status: number) => readonly [number, string] = () => [200, '{"active":false}'];
let installation: TestInstallation;
let app: STSClient;
let folder: string;

const policy = (Statement: object) => ({ Version: "2012-10-17", Statement });

function roleOf(
  name: string,
  provider: string,
  keys: { readonly application: string; readonly user: string },
) {
  const trust = policy({
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${provider}:${keys.application}`]: [APP, "1234"] } },
  });
  const own = policy({
    Effect: "Allow",
    Action: "iam:GetUser",
    Resource: `arn:aws:iam::${ACCOUNT}:user/\${${provider}:${keys.user}}/*`,
    Condition: { StringEquals: { "aws:FederatedProvider": provider } },
  });
  return { name, trust, inlinePolicies: { own } };
}

before(async () => {
  server = await startOidcServer();
  odd = createServer((_request, response) => {
    const [status, body] = oddAnswer(200);
    response.writeHead(status, { location: "http://127.0.0.1:9/" }).end(body);
  });
  await new Promise<void>((resolve) => odd.listen(0, "127.0.0.1", resolve));
  folder = mkdtempSync(join(tmpdir(), "rolecall-verifiers-"));
  const file = join(folder, "verifiers.yaml");
  const { url, authorization } = server.introspection;
  const oddUrl = `http://127.0.0.1:${(odd.address() as AddressInfo).port}/introspect`;
  writeFileSync(
    file,
    `accessTokenVerifiers:
  - provider: ${AMAZON}
    url: ${url}
    authorization: ${authorization}
  - { provider: ${FACEBOOK}, url: ${oddUrl} }
`,
  );
  const roles = [
    roleOf("Shopper", AMAZON, { application: "app_id", user: "user_id" }),
    roleOf("Friend", FACEBOOK, { application: "app_id", user: "id" }),
  ];
  const users = [
    { name: "cart", path: "/ann/" },
    { name: "wall", path: "/10215241773831025/" },
  ];
  installation = await startInstallation(seedWithAdmin({ users, roles }), [
    "--loopback-issuers",
    "--access-token-verifiers",
    file,
  ]);
  app = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
});
after(async () => {
  server?.stop();
  odd?.close();
  await installation?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Input = Partial<AssumeRoleWithWebIdentityCommandInput>;
const assume = (role: string, WebIdentityToken: string, more: Input = {}) =>
  app.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      RoleSessionName: "app",
      WebIdentityToken,
      ...more,
    }),
  );

test("who signed in with Amazon has the role by an access token, and reaches what is theirs", async () => {
  const { accessToken } = await server.signIn("ann");
  const answer = await assume("Shopper", accessToken, { ProviderId: AMAZON });
  const { Provider, Audience, SubjectFromWebIdentityToken } = answer;
  assert.deepEqual([Provider, Audience, SubjectFromWebIdentityToken], [AMAZON, APP, "ann"]);
  const { iam, sts } = clientsOf(installation, keysOf(answer.Credentials));
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Shopper/app`);
  assert.equal((await iam.send(new GetUserCommand({ UserName: "cart" }))).User?.Path, "/ann/");
  const refusal = { code: "AccessDenied", status: 403 };
  await assertRefused(iam.send(new GetUserCommand({ UserName: "wall" })), refusal);
});

test("what Amazon does not know is refused in AWS's words", async () => {
  for (const token of ["Atza|IQEBLjAsAhRmHjNgHpi0U-Dme37rR6CuUpSR", "made-up", "with blanks", "ümlaut"]) {
    await assertRefused(assume("Shopper", token, { ProviderId: AMAZON }), {
      code: INVALID,
      status: 400,
      message: "Provided Token is not a Login With Amazon token",
    });
  }
});

test("a role that trusts one of them is not had by a token of the other, nor without the provider's name", async () => {
  const { accessToken } = await server.signIn("ann");
  await assertRefused(assume("Friend", accessToken, { ProviderId: AMAZON }), {
    code: "AccessDenied",
    status: 403,
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
  });
  await assertRefused(assume("Shopper", accessToken), { code: INVALID, message: /is not a valid JWT/ });
  await assertRefused(assume("Shopper", accessToken, { ProviderId: "accounts.google.com" }), {
    code: INVALID,
  });
});

const asFacebook = (answer: object, status = 200) => {
  oddAnswer = () => [status, JSON.stringify(answer)];
  return assume("Friend", "EAAJ3bm5M", { ProviderId: FACEBOOK });
};
const USER = { active: true, client_id: "1234", sub: "10215241773831025" };

test("Facebook's users have theirs, by the application and the id that the verifier tells", async () => {
  const { Credentials, SubjectFromWebIdentityToken, Audience } = await asFacebook(USER);
  assert.deepEqual([SubjectFromWebIdentityToken, Audience], [USER.sub, "1234"]);
  const { iam } = clientsOf(installation, keysOf(Credentials));
  assert.equal((await iam.send(new GetUserCommand({ UserName: "wall" }))).User?.UserName, "wall");
  await assertRefused(asFacebook({ ...USER, client_id: "9999" }), { code: "AccessDenied", status: 403 });
});

const NOT_FACEBOOK = { code: INVALID, status: 400, message: "Provided Token is not a Facebook token" };
const NOT_THERE = {
  code: "IDPCommunicationErrorException",
  status: 400,
  message:
    /identity provider \(IDP\) that was asked to verify the incoming identity token could not be reached/,
};

test("a token that the verifier calls inactive, or that has expired by what it says, is refused", async () => {
  await assertRefused(asFacebook({ active: false }), NOT_FACEBOOK);
  await assertRefused(asFacebook({ ...USER, active: false }), NOT_FACEBOOK);
  await assertRefused(asFacebook({ ...USER, exp: 1_000_000_000 }), NOT_FACEBOOK);
});

test("an answer that is none is nobody's identity", async () => {
  for (const answer of [
    {},
    { client_id: "1234", sub: "1" },
    { ...USER, active: "true" },
    { ...USER, active: 1 },
    { ...USER, sub: 10215 },
    { ...USER, sub: "" },
    { ...USER, sub: "*/x y" },
    { ...USER, sub: "1".repeat(256) },
    { ...USER, client_id: null },
    { ...USER, exp: "soon" },
    [USER],
  ]) {
    await assertRefused(asFacebook(answer), NOT_THERE);
  }
  for (const status of [401, 302, 307, 404, 500]) await assertRefused(asFacebook(USER, status), NOT_THERE);
});

test("the token stands in no log, and who it was is told", async () => {
  const { accessToken } = await server.signIn("ann");
  await assume("Shopper", accessToken, { ProviderId: AMAZON });
  const events = await readAuditLog(installation);
  const known =
    events.findLast(({ userIdentity }) => userIdentity.type === "WebIdentityUser") ?? assert.fail();
  const who: Readonly<Record<string, unknown>> = known.userIdentity;
  assert.deepEqual([who.userName, who.identityProvider], ["ann", AMAZON]);
  assert.ok(!readAuditText(installation).includes(accessToken));
  assert.ok(installation.errors.every((line) => !line.includes("EAAJ3bm5M") && !line.includes("Basic ")));
});
