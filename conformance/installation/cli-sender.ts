import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IamOperations } from "@rolecall/contracts";
import type { AwsCliShell } from "./aws-cli-shell.ts";
import type { Send } from "./permission-family.ts";

interface CliOptions {
  readonly service: string;
  readonly shell: AwsCliShell;
  /** The commands that the CLI knows of the service. */
  readonly commands: readonly string[];
  /** Each command that was used is added. */
  readonly used: Set<string>;
}

/** Sends rows with the AWS CLI. Operations that are newer than it are left out. */
export function createCliSender({ service, shell, commands, used }: CliOptions): Send {
  return async ({ name, input, answers }) => {
    const command = commands.find((one) => one.replaceAll("-", "") === name.toLowerCase());
    if (command === undefined) return undefined;
    used.add(command);
    const args = [service, command, "--cli-input-json", JSON.stringify(withTexts(input))];
    if (answers !== undefined) {
      assert.match(await shell.fail(...args), new RegExp(`\\(${answers.replace(/Exception$/, "")}`));
      return undefined;
    }
    return name === "CreateVirtualMFADevice" ? createDevice(shell, input) : shell.run(...args);
  };
}

/** The CLI gives this command another form: the seed goes into a file, and is left out of what is printed. */
async function createDevice(shell: AwsCliShell, input: object): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-seed-"));
  const outfile = join(folder, "seed");
  const { VirtualMFADeviceName: name, Tags } = input as IamOperations["CreateVirtualMFADevice"]["input"];
  const named = ["--virtual-mfa-device-name", name, "--tags", JSON.stringify(Tags ?? [])];
  const seed = ["--bootstrap-method", "Base32StringSeed", "--outfile", outfile];
  try {
    const printed = await shell.run("iam", "create-virtual-mfa-device", ...named, ...seed);
    const Base32StringSeed = readFileSync(outfile);
    return { VirtualMFADevice: { ...(printed.VirtualMFADevice as object), Base32StringSeed } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The CLI takes bytes as the text that they are, and encodes them itself. */
function withTexts(input: object): object {
  const entries = Object.entries(input).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  ]);
  return Object.fromEntries(entries);
}
