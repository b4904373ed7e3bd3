import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CreateUserCommand, ListUsersCommand, UpdateAccessKeyCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
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
