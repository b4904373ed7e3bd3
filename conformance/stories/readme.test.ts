import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CreateUserCommand, ListUsersCommand, UpdateAccessKeyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { operationNames, type ServiceName, serviceNames } from "@rolecall/contracts";
import { createServices } from "../../packages/server/src/installation/services.ts";
import { startChild } from "../installation/child-process.ts";
import { clientsOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";

const README = new URL("../../README.md", import.meta.url);

test("the seed of the README does what a reader expects of it", async (context) => {
  const seed = /```yaml\n(# seed\.yaml\n[\s\S]*?)```/.exec(readFileSync(README, "utf8"))?.[1];
  assert.ok(seed, "README.md shows a seed");
  const folder = mkdtempSync(join(tmpdir(), "rolecall-readme-"));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "seed.yaml"), seed);
  const child = await startChild(["--ephemeral", "--seed", join(folder, "seed.yaml")]);
  context.after(() => child.stop("SIGKILL"));
  const value = (name: string) =>
    new RegExp(`^ *export ${name}=(\\S+)$`, "m").exec(child.printed())?.[1] ?? "";
  const keys = {
    accessKeyId: value("AWS_ACCESS_KEY_ID"),
    secretAccessKey: value("AWS_SECRET_ACCESS_KEY"),
  };
  const ci = clientsOf({ endpoint: child.endpoint, clockOffsetMs: () => 0 }, keys);
  const role = { RoleArn: "arn:aws:iam::111111111111:role/Deployer", RoleSessionName: "deploy" };
  const { AssumedRoleUser } = await ci.sts.send(new AssumeRoleCommand(role));
  assert.equal(AssumedRoleUser?.Arn, "arn:aws:sts::111111111111:assumed-role/Deployer/deploy");
  assert.equal((await ci.iam.send(new ListUsersCommand({}))).Users?.length, 1);
  const denied = { code: "AccessDenied", status: 403 };
  await assertRefused(ci.iam.send(new CreateUserCommand({ UserName: "bob" })), denied);
  // The id is one that operations on keys take: it is the policy that refuses.
  const update = { AccessKeyId: keys.accessKeyId, Status: "Inactive" } as const;
  await assertRefused(ci.iam.send(new UpdateAccessKeyCommand(update)), denied);
});

const SERVICE_TITLES: Readonly<Record<ServiceName, string>> = {
  iam: "IAM",
  sts: "STS",
  organizations: "Organizations",
  account: "Account",
  "sso-admin": "IAM Identity Center: sso-admin",
  identitystore: "IAM Identity Center: identitystore",
  sso: "IAM Identity Center: sso",
  "sso-oidc": "IAM Identity Center: sso-oidc",
  "iam-toolbox": "IAM Toolbox",
  rolecall: "Rolecall's own",
  rolesanywhere: "IAM Roles Anywhere",
  cloudtrail: "CloudTrail",
};

/** The operations of a service, and those of them that are built. */
async function operationsOf(service: ServiceName) {
  const built = (await createServices().load(service))?.operations;
  const names = await operationNames(service);
  return { names, built: names.filter((name) => built?.has(name)) };
}

test("the table of services counts the operations that are built", async () => {
  const rows = await Promise.all(
    serviceNames.map(async (service) => {
      const { names, built } = await operationsOf(service);
      return `| ${SERVICE_TITLES[service]} | ${built.length} of ${names.length} |`;
    }),
  );
  const table = ["| service | operations that work |", "|---|---|", ...rows].join("\n");
  assert.ok(readFileSync(README, "utf8").includes(`\n\n${table}\n\n`), `README.md has not:\n${table}`);
});

test("what the README calls built is, and what it calls not built is not", async () => {
  const built = new Set<string>();
  const names = new Set<string>();
  for (const service of serviceNames) {
    const operations = await operationsOf(service);
    for (const name of operations.built) built.add(name);
    for (const name of operations.names) names.add(name);
  }
  const section = /## What works\n([\s\S]*?)\n## /.exec(readFileSync(README, "utf8"))?.[1] ?? "";
  let told = 0;
  for (const row of section.split("\n").filter((line) => line.startsWith("| "))) {
    for (const [name] of row.matchAll(/\b[A-Z][A-Za-z]+\b/g)) {
      if (!names.has(name)) continue;
      told += 1;
      assert.equal(built.has(name), !/\| not built/.test(row), `${name}: ${row}`);
    }
  }
  assert.ok(told >= 11, "the operations of STS at least are named");
});
