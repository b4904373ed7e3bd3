import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetUserCommand } from "@aws-sdk/client-iam";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTokenFile } from "@aws-sdk/credential-provider-web-identity";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { APP, type OidcServer, startOidcServer } from "../installation/oidc-server.ts";
import { projectToken } from "../installation/projected-token.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, seedWithAdmin } from "../installation/seed.ts";

/** People sign in to an app with an OpenID provider that others wrote, through clients that others wrote. */
let installation: TestInstallation;
let server: OidcServer;
let app: STSClient;

before(async () => {
  server = await startOidcServer();
  const trust = {
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${server.location}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${server.location}:aud`]: APP } },
  };
  const own = {
    Effect: "Allow",
    Action: "iam:GetUser",
    Resource: `arn:aws:iam::${ACCOUNT}:user/\${${server.location}:sub}/*`,
  };
  const role = {
    name: "Member",
    trust: { Version: "2012-10-17", Statement: trust },
    inlinePolicies: { own: { Version: "2012-10-17", Statement: own } },
  };
  const seed = seedWithAdmin({
    users: [
      { name: "camera-1", path: "/ann/" },
      { name: "camera-2", path: "/bob/" },
    ],
    oidcProviders: [{ url: server.url, clientIds: [APP] }],
    roles: [role],
  });
  installation = await startInstallation(seed, ["--loopback-issuers"]);
  app = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
});
after(async () => {
  server?.stop();
  await installation?.stop();
});

const assume = (WebIdentityToken: string) =>
  app.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/Member`,
      RoleSessionName: "photos",
      WebIdentityToken,
    }),
  );

test("whoever signed in has a session of their own, and reaches what is theirs", async () => {
  for (const [subject, own, other] of [
    ["ann", "camera-1", "camera-2"],
    ["bob", "camera-2", "camera-1"],
  ] as const) {
    const { idToken } = await server.signIn(subject);
    const answer = await assume(idToken);
    assert.deepEqual([answer.SubjectFromWebIdentityToken, answer.Audience], [subject, APP]);
    const { iam } = clientsOf(installation, keysOf(answer.Credentials));
    assert.equal((await iam.send(new GetUserCommand({ UserName: own }))).User?.UserName, own);
    await assertRefused(iam.send(new GetUserCommand({ UserName: other })), {
      code: "AccessDenied",
      status: 403,
    });
  }
});

test("an app that keeps the ID token in a file has the role by AWS's own means", async () => {
  const token = projectToken(`${(await server.signIn("ann")).idToken}\n`);
  const place = { endpoint: installation.endpoint, region: "us-east-1" };
  const credentials = fromTokenFile({
    webIdentityTokenFile: token.file,
    roleArn: `arn:aws:iam::${ACCOUNT}:role/Member`,
    roleSessionName: "photos",
    clientConfig: place,
  });
  const { Arn } = await new STSClient({ ...place, credentials }).send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Member/photos`);
  token.remove();
});

test("the access token that comes with it is none that proves who somebody is", async () => {
  const { accessToken } = await server.signIn("ann");
  await assertRefused(assume(accessToken), {
    code: "InvalidIdentityTokenException",
    status: 400,
    message: "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
  });
});
