import assert from "node:assert/strict";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { startInstallation } from "../../installation/installation.ts";
import { startIssuer } from "../../installation/issuer.ts";
import { assertRefused } from "../../installation/refusal.ts";
import { ACCOUNT, seedWithAdmin } from "../../installation/seed.ts";
import { stsFamily } from "../stage.ts";

const DENIED = {
  code: "AccessDenied",
  status: 403,
  message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
};

/** Nobody signs: the role's trust policy is the permission, and it alone. */
async function check(): Promise<void> {
  const issuer = await startIssuer();
  const Federated = `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}`;
  const role = (name: string, Action: string, sub: string) => ({
    name,
    trust: {
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Principal: { Federated },
        Action,
        Condition: { StringEquals: { [`${issuer.location}:sub`]: sub } },
      },
    },
  });
  const action = "sts:AssumeRoleWithWebIdentity";
  const roles = [
    role("other-subject", action, "eve"),
    role("other-action", "sts:TagSession", "ann"),
    role("exact", action, "ann"),
  ];
  const oidcProviders = [{ url: issuer.url, clientIds: ["app"] }];
  const installation = await startInstallation(seedWithAdmin({ oidcProviders, roles }), [
    "--loopback-issuers",
  ]);
  try {
    const sts = new STSClient({ endpoint: installation.endpoint, region: "us-east-1", maxAttempts: 1 });
    const WebIdentityToken = await issuer.sign();
    const assume = (name: string) => {
      const RoleArn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
      return sts.send(
        new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "visit", WebIdentityToken }),
      );
    };
    for (const name of ["nobody", "other-subject", "other-action"]) await assertRefused(assume(name), DENIED);
    assert.equal((await assume("exact")).SubjectFromWebIdentityToken, "ann");
  } finally {
    await installation.stop();
    issuer.stop();
  }
}

export const family = stsFamily({
  prepare: async () => undefined,
  rows: { AssumeRoleWithWebIdentity: { check } },
});
