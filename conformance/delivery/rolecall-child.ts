import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../packages/server/bin/main.js", import.meta.url));

/** A command of Rolecall's that runs for a while. */
export interface RunningCommand {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when standard output holds it. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts `rolecall` with nothing in its environment but what is given, and PATH. */
export function spawnCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningCommand {
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, ...args], {
    env: { PATH: process.env.PATH, HOME: "/nonexistent", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let told = () => {};
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    told();
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    async until(pattern) {
      const over = ended.then(() => {
        throw new Error(`It ended without ${pattern}: ${stdout}${stderr}`);
      });
      over.catch(() => {});
      for (;;) {
        const match = pattern.exec(stdout);
        if (match !== null) return match;
        await Promise.race([
          over,
          new Promise<void>((resolve) => {
            told = resolve;
          }),
        ]);
      }
    },
  };
}
