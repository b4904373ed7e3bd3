import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

interface ChildOptions {
  /** For the file. */
  readonly args?: readonly string[];
  /** For node. */
  readonly flags?: readonly string[];
}

/** Runs a file of this folder in a process of its own and reads the JSON that it prints. */
export async function runChild<Figures>(
  file: string,
  { args = [], flags = [] }: ChildOptions = {},
): Promise<Figures> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const every = ["-C", "@rolecall/source", "--expose-gc", ...flags, path, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, every);
  return JSON.parse(stdout) as Figures;
}
