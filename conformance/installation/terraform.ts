import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Keys } from "./clients.ts";
import { missingClient, runClient } from "./external-client.ts";
import type { TestInstallation } from "./installation.ts";

/** Where there is no registry to reach, the provider comes from a mirror that Terraform's own configuration names. */
const configurationFile = process.env.TF_CLI_CONFIG_FILE;

/** Why Terraform's stories cannot be told here; false where they can. */
export const withoutTerraform: string | false =
  missingClient("terraform", "version") ||
  ((configurationFile === undefined || !existsSync(configurationFile)) &&
    "TF_CLI_CONFIG_FILE names no configuration with a mirror of the AWS provider");

export interface TerraformFolder {
  /** Runs a command; the exit code is 0 or, with -detailed-exitcode, 2. Anything else fails the test. */
  run(...args: readonly string[]): Promise<number | null>;
  /** What an output holds after an apply. */
  output(name: string): Promise<unknown>;
  remove(): void;
}

/** A folder with one of conformance/terraform's files, whose provider calls the installation. */
export function terraformFolder(installation: TestInstallation, file: string, keys: Keys): TerraformFolder {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-terraform-"));
  for (const name of ["provider.tf", file]) {
    cpSync(new URL(`../terraform/${name}`, import.meta.url), join(folder, name));
  }
  const start = (...args: readonly string[]) =>
    runClient("terraform", {
      args,
      folder,
      environment: {
        ...(configurationFile !== undefined && { TF_CLI_CONFIG_FILE: configurationFile }),
        TF_VAR_endpoint: installation.endpoint,
        AWS_ACCESS_KEY_ID: keys.accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
        CHECKPOINT_DISABLE: "1",
      },
    });
  return {
    async run(...args) {
      const { code, stdout, stderr } = await start(...args, "-no-color");
      assert.ok(code === 0 || code === 2, `terraform ${args.join(" ")}\n${stdout}${stderr}`);
      return code;
    },
    async output(name) {
      const { code, stdout, stderr } = await start("output", "-json", name);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
