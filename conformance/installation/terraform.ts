import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** A resource as Terraform keeps it in mind. */
export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface TerraformFolder {
  /** Runs a command; the exit code is 0 or, with -detailed-exitcode, 2. Anything else fails the test. */
  run(...args: readonly string[]): Promise<number | null>;
  /** What a plan comes to: its last words, and the resources that it would make or change. */
  plan(...args: readonly string[]): Promise<TerraformPlan>;
  /** What an output holds after an apply. */
  output(name: string): Promise<unknown>;
  /** The resources that were made. */
  resources(): readonly TerraformResource[];
  write(file: string, text: string): void;
  remove(): void;
}

export interface TerraformPlan {
  readonly summary: string;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  /** All of it. */
  readonly text: string;
}

/**
 * What Terraform's processes run with. Nearly all that a command takes is its provider looking over the schemas of a thousand
 * resources at each start, three or four times: with less collecting of garbage that is a third faster, in 0.7 GB.
 */
const FASTER = { GOGC: "400" };

/**
 * A folder with some of conformance/terraform's files, whose provider calls the installation.
 * @param who its keys, or the variables by which the provider finds some
 */
export function terraformFolder(
  installation: TestInstallation,
  files: readonly string[],
  who: Keys | { readonly variables: Readonly<Record<string, string>> },
): TerraformFolder {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-terraform-"));
  for (const name of ["provider.tf", ...files]) {
    cpSync(new URL(`../terraform/${name}`, import.meta.url), join(folder, name));
  }
  const variables =
    "variables" in who
      ? who.variables
      : { AWS_ACCESS_KEY_ID: who.accessKeyId, AWS_SECRET_ACCESS_KEY: who.secretAccessKey };
  const start = (...args: readonly string[]) =>
    runClient("terraform", {
      args,
      folder,
      environment: {
        ...(configurationFile !== undefined && { TF_CLI_CONFIG_FILE: configurationFile }),
        ...FASTER,
        TF_VAR_endpoint: installation.endpoint,
        ...variables,
        CHECKPOINT_DISABLE: "1",
      },
    });
  const succeed = async (...args: readonly string[]) => {
    const run = await start(...args, "-no-color");
    assert.ok(run.code === 0 || run.code === 2, `terraform ${args.join(" ")}\n${run.stdout}${run.stderr}`);
    return run;
  };
  return {
    run: async (...args) => (await succeed(...args)).code,
    plan: async (...args) => readPlan((await succeed("plan", "-input=false", ...args)).stdout),
    async output(name) {
      const { code, stdout, stderr } = await start("output", "-json", name);
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    },
    resources: () => readResources(readFileSync(join(folder, "terraform.tfstate"), "utf8")),
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readPlan(stdout: string): TerraformPlan {
  const summary = /^(?:Plan: .*|No changes\..*)$/m.exec(stdout)?.[0];
  assert.ok(summary, stdout);
  const that = (becomes: string) =>
    [...stdout.matchAll(new RegExp(`^ *# (\\S+) ${becomes}$`, "gm"))].map(([, address]) => address ?? "");
  return {
    summary,
    created: that("will be created"),
    updated: that("will be updated in-place"),
    text: stdout,
  };
}

interface State {
  readonly resources: readonly (Omit<TerraformResource, "attributes"> & {
    readonly mode: "managed" | "data";
    readonly instances: readonly Pick<TerraformResource, "attributes">[];
  })[];
}

function readResources(text: string): readonly TerraformResource[] {
  const { resources } = JSON.parse(text) as State;
  return resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ type, name, instances }) => instances.map(({ attributes }) => ({ type, name, attributes })));
}
