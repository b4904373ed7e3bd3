import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runRolecall } from "../installation/child-process.ts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { ID, MACHINES, newKeyPair } from "./machine.ts";

/** The AWS CLI as it comes, once it was given the model that `rolecall operations` writes. */
const skip = missingClient("aws", "--version");
const home = mkdtempSync(join(tmpdir(), "rolecall-cli-"));
let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(seedWithAdmin(MACHINES));
});
after(async () => {
  await installation?.stop();
  rmSync(home, { recursive: true, force: true });
});

const aws = (...args: readonly string[]) =>
  runClient("aws", {
    args: [...args, "--output", "json"],
    environment: {
      HOME: home,
      AWS_ENDPOINT_URL: installation.endpoint,
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: ADMIN.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ADMIN.secretAccessKey,
      AWS_MAX_ATTEMPTS: "1",
    },
  });

async function rolecall(...args: readonly string[]): Promise<Record<string, never>> {
  const { code, stdout, stderr } = await aws("rolecall", ...args);
  assert.equal(code, 0, stderr);
  return stdout.trim() === "" ? {} : JSON.parse(stdout);
}

test("the AWS CLI runs, lists, enrols and terminates instances", { skip }, async () => {
  const model = await runRolecall(["operations", "--model", "rolecall"]);
  assert.equal(model.code, 0, model.output);
  const file = join(home, "rolecall.json");
  writeFileSync(file, model.output);
  const added = await aws("configure", "add-model", "--service-model", `file://${file}`);
  assert.equal(added.code, 0, added.stderr);
  const run: { Instance?: Record<string, unknown> } = await rolecall(
    ...["run-instance", "--name", "cli", "--instance-profile-name", "Web", "--tags", "Key=Team,Value=web"],
    ...["--metadata-options", "HttpTokens=optional,HttpPutResponseHopLimit=2"],
  );
  const { InstanceId: id, Tags, MetadataOptions } = run.Instance ?? {};
  assert.deepEqual(Tags, [{ Key: "Team", Value: "web" }]);
  assert.equal((MetadataOptions as Record<string, unknown>).HttpTokens, "optional");
  const listed: { Instances?: readonly { InstanceId: string }[] } = await rolecall("list-instances");
  assert.deepEqual(listed.Instances?.map(({ InstanceId }) => InstanceId).toSorted(), [ID, id].toSorted());
  const created: { EnrolmentToken?: string } = await rolecall(
    ...["create-instance-enrolment", "--instance-id", String(id)],
  );
  const token = created.EnrolmentToken ?? "";
  const enrolled: { Instance?: Record<string, unknown> } = await rolecall(
    ...["enrol-instance", "--enrolment-token", token, "--public-key", newKeyPair().pem, "--no-sign-request"],
  );
  assert.ok(enrolled.Instance?.EnrolledAt);
  await rolecall("terminate-instance", "--instance-id", String(id));
  const gone = await aws("rolecall", "get-instance", "--instance-id", String(id));
  assert.match(gone.stderr, /\(ResourceNotFoundException\).*There is no instance/);
});
