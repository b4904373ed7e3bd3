import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  type AwsCliShell,
  awsCliCommands,
  openAwsCliShell,
  withoutAwsCliShell as skip,
} from "../installation/aws-cli-shell.ts";
import { createCliSender } from "../installation/cli-sender.ts";
import { readFamilies } from "../installation/read-families.ts";
import { keysIn, MANAGEMENT } from "../organizations/organization.ts";
import { PENDING } from "./pending.ts";
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

test("every command of the CLI was used", { skip }, () => {
  const pending = [...PENDING].map((name) => name.toLowerCase());
  const left = commands.filter(
    (command) => !(used.has(command) || pending.includes(command.replaceAll("-", ""))),
  );
  assert.deepEqual(left, []);
});
