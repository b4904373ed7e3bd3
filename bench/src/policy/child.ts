import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Runs a file of this folder in a process of its own and reads the JSON that it prints. */
export async function runChild<Figures>(file: string): Promise<Figures> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const flags = ["-C", "@rolecall/source", "--expose-gc"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path]);
  return JSON.parse(stdout) as Figures;
}
