import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { CHECKS, type Check } from "./checks.ts";

/** Runs one check after the other and tells what each found. @returns the names of those that failed */
export async function runChecks(): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const check of CHECKS) if (!(await passes(check))) failed.push(check.name);
  return failed;
}

async function passes({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const startedAt = performance.now();
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | string>((resolve) => {
    child.on("error", ({ message }) => resolve(message));
    child.on("close", (code, signal) => resolve(code ?? String(signal)));
  });
  const [told, complained, end] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const isFine = end === 0;
  console.log(`${isFine ? "✔" : "✖"} ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (!isFine) console.error(`${told}${complained}${typeof end === "string" ? end : ""}`);
  return isFine;
}
