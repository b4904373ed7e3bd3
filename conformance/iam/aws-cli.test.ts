import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CreateInstanceProfileCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import {
  type AwsCliShell,
  awsCliCommands,
  openAwsCliShell,
  withoutAwsCliShell as skip,
} from "../installation/aws-cli-shell.ts";
import { createCliSender } from "../installation/cli-sender.ts";
import { readFamilies } from "../installation/read-families.ts";
import { ADMIN } from "../installation/seed.ts";
import { arn, DOCUMENT, type IamStage, NOBODY, startIamStage, TRUST } from "./stage.ts";

/** Every command of `aws iam` once, with the input of its row in the test of permissions: the CLI parses what comes back. */
const families = await readFamilies<IamStage>(new URL("permissions/", import.meta.url));

let stage: IamStage;
let shell: AwsCliShell;
const commands = skip ? [] : awsCliCommands("iam");
const used = new Set<string>();
before(async () => {
  stage = await startIamStage();
  if (!skip) shell = openAwsCliShell(stage.installation, NOBODY);
});
after(async () => {
  shell?.close();
  await stage?.stop();
});

for (const [name, family] of families) {
  test(`aws iam: ${name}`, { skip }, () =>
    family.play(stage, createCliSender({ service: "iam", shell, commands, used })),
  );
}

test("every command of the CLI was used", { skip }, () => {
  const left = commands.filter((command) => !used.has(command));
  assert.deepEqual(left, []);
});

test("waiters end", { skip }, async () => {
  const { iam } = stage.admin;
  const RoleName = "awaited";
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: TRUST }));
  await iam.send(new CreatePolicyCommand({ PolicyName: "awaited", PolicyDocument: DOCUMENT }));
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: "awaited" }));
  const admin = openAwsCliShell(stage.installation, ADMIN);
  await admin.run("iam", "wait", "user-exists", "--user-name", "admin");
  await admin.run("iam", "wait", "role-exists", "--role-name", RoleName);
  await admin.run("iam", "wait", "policy-exists", "--policy-arn", arn("policy/awaited"));
  await admin.run("iam", "wait", "instance-profile-exists", "--instance-profile-name", "awaited");
  admin.close();
});
