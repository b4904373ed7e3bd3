import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AWS_NAME, createIdp } from "../../packages/federation/src/saml/idp.test-support.ts";
import {
  type AwsCliShell,
  awsCliCommands,
  openAwsCliShell,
  withoutAwsCliShell as skip,
} from "../installation/aws-cli-shell.ts";
import { createCliSender } from "../installation/cli-sender.ts";
import { startInstallation } from "../installation/installation.ts";
import { startIssuer } from "../installation/issuer.ts";
import { readFamilies } from "../installation/read-families.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { keysIn, MANAGEMENT } from "../organizations/organization.ts";
import { type StsStage, startStsStage } from "./stage.ts";

/** Every command of `aws sts` once, with the input of its row in the test of permissions: the CLI parses what comes back. */
const families = await readFamilies<StsStage>(new URL("permissions/", import.meta.url));

let stage: StsStage;
let shell: AwsCliShell;
const commands = skip ? [] : awsCliCommands("sts");
const used = new Set<string>();
before(async () => {
  stage = await startStsStage();
  if (!skip) shell = openAwsCliShell(stage.installation, keysIn(MANAGEMENT, "nobody"));
});
after(async () => {
  shell?.close();
  await stage?.stop();
});

for (const [name, family] of families) {
  test(`aws sts: ${name}`, { skip }, () =>
    family.play(stage, createCliSender({ service: "sts", shell, commands, used })),
  );
}

/** Nobody signs these two: they need an identity provider outside, and a role that trusts it. */
test("aws sts: with a token and an assertion", { skip }, async () => {
  const issuer = await startIssuer();
  const idp = createIdp({ now: Date.now });
  const [oidc, saml] = [`oidc-provider/${issuer.location}`, "saml-provider/corp"].map(
    (rest) => `arn:aws:iam::${ACCOUNT}:${rest}`,
  ) as [string, string];
  const trust = (Federated: string, Action: string, key: string) => ({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated },
      Action,
      Condition: { StringEquals: { [key]: "ann" } },
    },
  });
  const seed = seedWithAdmin({
    oidcProviders: [{ url: issuer.url, clientIds: ["app"] }],
    samlProviders: [{ name: "corp", metadata: idp.metadata }],
    roles: [
      { name: "web", trust: trust(oidc, "sts:AssumeRoleWithWebIdentity", `${issuer.location}:sub`) },
      { name: "desk", trust: trust(saml, "sts:AssumeRoleWithSAML", "saml:sub") },
    ],
  });
  const installation = await startInstallation(seed, ["--loopback-issuers"]);
  const other = openAwsCliShell(installation, ADMIN);
  const run = (command: string, input: object) => {
    used.add(command);
    return other.run("sts", command, "--cli-input-json", JSON.stringify(input));
  };
  const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
  try {
    const web = await run("assume-role-with-web-identity", {
      RoleArn: roleArn("web"),
      RoleSessionName: "visit",
      WebIdentityToken: await issuer.sign(),
    });
    assert.equal(web.SubjectFromWebIdentityToken, "ann");
    const attributes = {
      [`${AWS_NAME}Role`]: [`${roleArn("desk")},${saml}`],
      [`${AWS_NAME}RoleSessionName`]: ["ann"],
    };
    const desk = await run("assume-role-with-saml", {
      RoleArn: roleArn("desk"),
      PrincipalArn: saml,
      SAMLAssertion: idp.respond({ nameId: "ann", attributes }),
    });
    assert.equal(desk.Subject, "ann");
  } finally {
    other.close();
    await installation.stop();
    issuer.stop();
  }
});

test("every command of the CLI was used", { skip }, () => {
  const left = commands.filter((command) => !used.has(command));
  assert.deepEqual(left, []);
});
