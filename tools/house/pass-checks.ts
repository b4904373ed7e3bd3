import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { CHECKS, type Check } from "./checks.ts";

/** At a time: none of them keeps two cores busy. */
const WIDTH = 2;

/** Runs every check and tells what each found. */
export async function passChecks(): Promise<boolean> {
  const waiting = [...CHECKS];
  const failed: string[] = [];
  const lanes = Array.from({ length: WIDTH }, async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      if (!(await passes(check))) failed.push(check.name);
  });
  await Promise.all(lanes);
  if (failed.length > 0) console.error(`\nFailed: ${failed.join(", ")}. The tests were not run.`);
  return failed.length === 0;
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
