import assert from "node:assert/strict";
import { AssumeRoleWithSAMLCommand, STSClient } from "@aws-sdk/client-sts";
import { AWS_NAME, createIdp } from "../../../packages/federation/src/saml/idp.test-support.ts";
import { startInstallation } from "../../installation/installation.ts";
import { assertRefused } from "../../installation/refusal.ts";
import { ACCOUNT, seedWithAdmin } from "../../installation/seed.ts";
import { stsFamily } from "../stage.ts";

const ACTION = "sts:AssumeRoleWithSAML";
const DENIED = { code: "AccessDenied", status: 403, message: `Not authorized to perform ${ACTION}` };
const PrincipalArn = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

/** Nobody signs: the role's trust policy is the permission, and it alone. */
async function check(): Promise<void> {
  const idp = createIdp({ now: Date.now });
  const role = (name: string, Action: string, sub: string) => {
    const Condition = { StringEquals: { "saml:sub": sub } };
    const Statement = { Effect: "Allow", Principal: { Federated: PrincipalArn }, Action, Condition };
    return { name, trust: { Version: "2012-10-17", Statement } };
  };
  const roles = [
    role("other-subject", ACTION, "eve"),
    role("other-action", "sts:TagSession", "ann"),
    role("exact", ACTION, "ann"),
  ];
  const samlProviders = [{ name: "corp", metadata: idp.metadata }];
  const installation = await startInstallation(seedWithAdmin({ samlProviders, roles }));
  try {
    const sts = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
    const assume = (name: string) => {
      const RoleArn = roleArn(name);
      const attributes = {
        [`${AWS_NAME}Role`]: [`${RoleArn},${PrincipalArn}`],
        [`${AWS_NAME}RoleSessionName`]: ["ann"],
      };
      const SAMLAssertion = idp.respond({ nameId: "ann", attributes });
      return sts.send(new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn, SAMLAssertion }));
    };
    for (const name of ["nobody", "other-subject", "other-action"]) await assertRefused(assume(name), DENIED);
    assert.equal((await assume("exact")).Subject, "ann");
  } finally {
    await installation.stop();
  }
}

export const family = stsFamily({
  prepare: async () => undefined,
  rows: { AssumeRoleWithSAML: { check } },
});
