import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";

/** Terraform with its AWS provider: apply, plan without drift, destroy. */
const SECRET = "story-secret-of-at-least-16";
/** Where there is no registry to reach, the provider comes from a mirror that Terraform's own configuration names. */
const configurationFile = process.env.TF_CLI_CONFIG_FILE;
const skip =
  missingClient("terraform", "version") ||
  ((configurationFile === undefined || !existsSync(configurationFile)) &&
    "TF_CLI_CONFIG_FILE names no configuration with a mirror of the AWS provider");

let installation: TestInstallation;
let folder: string;
before(async () => {
  installation = await startInstallation({
    accounts: [
      {
        id: "111111111111",
        users: [
          {
            name: "admin",
            policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
            accessKeys: [{ id: "AKIASEEDSEEADMIN", secret: SECRET }],
          },
        ],
      },
    ],
  });
  folder = mkdtempSync(join(tmpdir(), "rolecall-terraform-"));
  cpSync(new URL("../terraform/identities.tf", import.meta.url), join(folder, "identities.tf"));
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await installation.stop();
});

async function terraform(...args: readonly string[]): Promise<number | null> {
  const { code, stdout, stderr } = await runClient("terraform", {
    args: [...args, "-no-color"],
    folder,
    environment: {
      ...(configurationFile !== undefined && { TF_CLI_CONFIG_FILE: configurationFile }),
      TF_VAR_endpoint: installation.endpoint,
      AWS_ACCESS_KEY_ID: "AKIASEEDSEEADMIN",
      AWS_SECRET_ACCESS_KEY: SECRET,
      CHECKPOINT_DISABLE: "1",
    },
  });
  assert.ok(code === 0 || code === 2, `terraform ${args.join(" ")}\n${stdout}${stderr}`);
  return code;
}

test("apply, plan without drift, destroy", { skip }, async () => {
  await terraform("init", "-input=false");
  await terraform("apply", "-input=false", "-auto-approve");
  // 0: nothing to change; 2: something drifted.
  assert.equal(await terraform("plan", "-input=false", "-detailed-exitcode"), 0, "the plan finds drift");
  await terraform("destroy", "-input=false", "-auto-approve");
  assert.deepEqual(installation.errors, []);
});
