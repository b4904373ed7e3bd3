import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateRoleCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { AWS_NAME, createIdp } from "../../packages/federation/src/saml/idp.test-support.ts";
import { clientsOf, keysOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { createNamedIssuer } from "../installation/named-issuer.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

/** A role that trusts every caller of AWS, under a condition: whoever has keys, and nobody who brings a token or an assertion. */
const OTHER_ACCOUNT = "222222222222";
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/Shared`;
const SAML_PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
const issuer = createNamedIssuer("https://login.example");
const idp = createIdp({ now: Date.now });
const ExternalId = "agreed-upon";

let installation: TestInstallation;
let stranger: STSClient;

const policy = (Statement: object) => ({ Version: "2012-10-17", Statement });

before(async () => {
  const everyWay = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];
  const trust = policy({
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: everyWay,
    Condition: { StringEqualsIfExists: { "sts:ExternalId": ExternalId } },
  });
  const assumes = policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: RoleArn });
  const visitors = [seedUser("guest", { inlinePolicies: { assumes } }), seedUser("nobody")];
  const seed = seedWithAdmin({
    users: [seedUser("near", { inlinePolicies: { assumes } })],
    oidcProviders: [issuer.seed(["app"])],
    samlProviders: [{ name: "corp", metadata: idp.metadata }],
    roles: [{ name: "Shared", trust }],
  });
  installation = await startInstallation(
    { accounts: [...seed.accounts, { id: OTHER_ACCOUNT, users: visitors }] },
    ["--issuer-requests", "off"],
  );
  stranger = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
});
after(() => installation?.stop());

const assume = (user: string, more: object = {}) =>
  clientsOf(installation, seedKeysOf(user)).sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "visit", ExternalId, ...more }),
  );

test("users of any account have it who may assume it and meet the condition", async () => {
  for (const user of ["near", "guest"]) keysOf((await assume(user)).Credentials);
  await assertRefused(assume("guest", { ExternalId: "guessed" }), { code: "AccessDenied", status: 403 });
  await assertRefused(assume("nobody"), { code: "AccessDenied", status: 403 });
});

test("who brings a good token is not let in", async () => {
  const WebIdentityToken = issuer.sign({ sub: "ann", aud: "app" });
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn,
    RoleSessionName: "visit",
    WebIdentityToken,
  });
  await assertRefused(stranger.send(command), {
    code: "AccessDenied",
    status: 403,
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
  });
});

test("who brings a good assertion is not let in", async () => {
  const attributes = {
    [`${AWS_NAME}Role`]: [`${RoleArn},${SAML_PROVIDER}`],
    [`${AWS_NAME}RoleSessionName`]: ["ann"],
  };
  const input = { RoleArn, PrincipalArn: SAML_PROVIDER, SAMLAssertion: idp.respond({ attributes }) };
  await assertRefused(stranger.send(new AssumeRoleWithSAMLCommand(input)), {
    code: "AccessDenied",
    status: 403,
    message: "Not authorized to perform sts:AssumeRoleWithSAML",
  });
});

test("who brings nothing at all is not let in", async () => {
  const answer = await fetch(installation.endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `Action=AssumeRole&Version=2011-06-15&RoleSessionName=x&RoleArn=${encodeURIComponent(RoleArn)}&ExternalId=${ExternalId}`,
  });
  assert.deepEqual(
    [answer.status, /<Code>(\w+)/.exec(await answer.text())?.[1]],
    [403, "MissingAuthenticationToken"],
  );
});

/** Recorded answers. */
const REFUSED: readonly (readonly [principal: unknown, message: string])[] = [
  ["*", 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'],
  [{ Federated: "*" }, "Federated principals must be valid domain names or SAML metadata ARNs"],
];

for (const [Principal, message] of REFUSED) {
  test(`a trust policy with the principal ${JSON.stringify(Principal)} is refused, with a condition too`, async () => {
    const { iam } = clientsOf(installation, ADMIN);
    for (const Condition of [undefined, { StringEquals: { "sts:ExternalId": ExternalId } }]) {
      for (const Action of ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"]) {
        const text = JSON.stringify(policy({ Effect: "Allow", Principal, Action, Condition }));
        const refusal = { code: "MalformedPolicyDocumentException", status: 400, message };
        const create = new CreateRoleCommand({ RoleName: "Open", AssumeRolePolicyDocument: text });
        await assertRefused(iam.send(create), refusal);
        const update = new UpdateAssumeRolePolicyCommand({ RoleName: "Shared", PolicyDocument: text });
        await assertRefused(iam.send(update), refusal);
      }
    }
    // The role that there is has kept its own.
    keysOf((await assume("near")).Credentials);
  });
}
