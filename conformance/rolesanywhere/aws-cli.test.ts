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
import { NOBODY, type RolesAnywhereStage, startRolesAnywhereStage } from "./stage.ts";

/** Every command of `aws rolesanywhere` once, with the input of its row in the test of permissions: the CLI parses what comes back. */
const families = await readFamilies<RolesAnywhereStage>(new URL("permissions/", import.meta.url));

let stage: RolesAnywhereStage;
let shell: AwsCliShell;
const commands = skip ? [] : awsCliCommands("rolesanywhere");
const used = new Set<string>();
before(async () => {
  stage = await startRolesAnywhereStage();
  if (!skip) shell = openAwsCliShell(stage.installation, NOBODY);
});
after(async () => {
  shell?.close();
  await stage?.stop();
});

for (const [name, family] of families) {
  test(`aws rolesanywhere: ${name}`, { skip }, () =>
    family.play(stage, createCliSender({ service: "rolesanywhere", shell, commands, used })),
  );
}

test("every command of the CLI was used", { skip }, () => {
  const left = commands.filter((command) => !used.has(command));
  assert.deepEqual(left, []);
});
