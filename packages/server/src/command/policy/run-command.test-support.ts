import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { CommandIo } from "../command.ts";
import { runCommandLine } from "../run-command-line.ts";

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line with a text on its standard input. */
export async function runCommand(
  args: readonly string[],
  {
    stdin = "",
    isColorful = false,
    isWatched = false,
    width = undefined,
    environment = {},
  }: Partial<Pick<CommandIo, "isColorful" | "isWatched" | "width" | "environment">> & {
    readonly stdin?: string | Uint8Array;
  } = {},
): Promise<Ran> {
  const written = { stdout: "", stderr: "" };
  const input = async function* () {
    yield stdin;
  };
  const exitCode = await runCommandLine(args, {
    stdin: input(),
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    isColorful,
    isWatched,
    width,
    programFile: "/rolecall/bin/main.js",
    environment,
  });
  return { exitCode, ...written };
}

/** Writes files into a folder that goes when the test ends; answers the path of each. */
export function writeFiles<Name extends string>(
  context: TestContext,
  files: Readonly<Record<Name, unknown>>,
): Readonly<Record<Name, string>> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-policy-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const paths = {} as Record<Name, string>;
  for (const name of Object.keys(files) as Name[]) {
    const content = files[name];
    paths[name] = join(folder, `${name}.json`);
    writeFileSync(paths[name], typeof content === "string" ? content : JSON.stringify(content));
  }
  return paths;
}
