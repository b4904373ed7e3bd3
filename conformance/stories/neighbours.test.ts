import assert from "node:assert/strict";
import { after, test } from "node:test";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";

/** A monitoring company's account, as its Terraform module trusts it, is somewhere else. */
const SEED = { externalAccounts: ["464622532012"], ...seedWithAdmin() };

const started: TestInstallation[] = [];
after(() => Promise.all(started.map((installation) => installation.stop())));

async function start(...args: readonly string[]) {
  const installation = await startInstallation(SEED, args);
  started.push(installation);
  const { iam, sts } = clientsOf(installation, ADMIN);
  const createRole = (RoleName: string, AWS: string) => {
    const Statement = { Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    return iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  };
  return { installation, sts, createRole };
}

const malformed = { code: "MalformedPolicyDocumentException", status: 400 };

test("a role may trust a neighbour of the seed; another is refused, and the log says what to do", async () => {
  const { installation, sts, createRole } = await start();
  await createRole("monitoring", "arn:aws:iam::464622532012:root");
  // Trust in a neighbour lets nobody of this account in.
  const asked = { RoleArn: "arn:aws:iam::111111111111:role/monitoring", RoleSessionName: "me" };
  await assertRefused(sts.send(new AssumeRoleCommand(asked)), { code: "AccessDenied", status: 403 });
  const stranger = () => createRole("other", "arn:aws:iam::555555555555:root");
  await assertRefused(stranger(), malformed);
  await assertRefused(stranger(), malformed);
  assert.equal(installation.errors.length, 1, "once is enough");
  assert.match(
    installation.errors[0] ?? "",
    /^request \S+ was refused\. There is no account 555555555555 here: .*--external-account 555555555555\)\.$/,
  );
  const nobody = clientsOf(installation, { ...ADMIN, accessKeyId: "AKIAN7WGEYVC2SDQ6LZX" });
  await assertRefused(nobody.sts.send(new GetCallerIdentityCommand({})), {
    code: "InvalidClientTokenId",
    status: 403,
  });
});

test("a start may name a neighbour, or take any account for one", async () => {
  const one = await start("--external-account", "555555555555");
  await one.createRole("other", "arn:aws:iam::555555555555:role/their-own");
  await assertRefused(one.createRole("more", "666666666666"), malformed);
  const any = await start("--external-account", "any");
  await any.createRole("more", "arn:aws:sts::666666666666:assumed-role/theirs/session");
  await assertRefused(any.createRole("mine", "arn:aws:iam::111111111111:user/nobody"), malformed);
});
