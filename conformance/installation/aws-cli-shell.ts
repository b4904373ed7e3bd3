import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import type { Keys } from "./clients.ts";
import type { TestInstallation } from "./installation.ts";

/** Runs the AWS CLI's own driver again and again: a process for each command would take a second each. */
const DRIVER = `
import contextlib, io, json, sys
from awscli.clidriver import create_clidriver
driver = create_clidriver()
for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = driver.main(json.loads(line))
        except SystemExit as end:
            code = end.code
    print(json.dumps({"code": code, "stdout": out.getvalue(), "stderr": err.getvalue()}), flush=True)
`;

const LIST = `
import sys, botocore.session
from botocore import xform_name
names = botocore.session.get_session().get_service_model(sys.argv[1]).operation_names
print("\\n".join(xform_name(name, "-") for name in names))
`;

/** Why it cannot be run here; false where it can. */
export const withoutAwsCliShell: string | false =
  spawnSync("python3", ["-c", "import awscli"], { stdio: "ignore" }).status === 0
    ? false
    : "the AWS CLI is not installed as a package of Python";

/** The commands of a service that the AWS CLI knows. */
export function awsCliCommands(service: string): readonly string[] {
  const { stdout } = spawnSync("python3", ["-c", LIST, service], { encoding: "utf8" });
  return stdout.trim().split("\n");
}

export interface AwsCliShell {
  /** Runs a command that has to succeed. @returns what it printed, of its JSON */
  run(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  /** Runs a command that has to fail. @returns what it said */
  fail(...args: readonly string[]): Promise<string>;
  close(): void;
}

export function openAwsCliShell(
  installation: TestInstallation,
  { accessKeyId, secretAccessKey }: Keys,
): AwsCliShell {
  const child = spawn("python3", ["-c", DRIVER], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ENDPOINT_URL: installation.endpoint,
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_MAX_ATTEMPTS: "1",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const call = async (args: readonly string[]): Promise<Ran> => {
    child.stdin.write(`${JSON.stringify([...args, "--output", "json"])}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("The AWS CLI ended.");
    return JSON.parse(value);
  };
  return {
    async run(...args) {
      const { code, stdout, stderr } = await call(args);
      assert.equal(code, 0, `aws ${args.join(" ")}: ${stderr}`);
      return stdout.trim() === "" ? {} : JSON.parse(stdout);
    },
    async fail(...args) {
      const { code, stderr } = await call(args);
      assert.notEqual(code, 0, `aws ${args.join(" ")} was allowed`);
      return stderr;
    },
    close: () => child.kill(),
  };
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
