import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  /**
   * A process group of its own lets npm's children end with it. Linux shares the processor out between such groups (they are
   * sessions too), so that servers which are compared under load stay in the bench's.
   */
  readonly group: "own" | "bench";
  /** Besides what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Launched {
  /** From asking for the process until it said that it listens. */
  readonly tookMs: number;
  readonly processId: number;
  readonly port: number;
  end(): Promise<void>;
}

/** Every program that is launched here says so when it listens. */
const LISTENING = /\blistens on http:\/\/127\.0\.0\.1:(\d+)/;

/**
 * Runs a program until it says that it listens.
 * @throws Error where the program ends without having listened.
 */
export async function launch({ command, args, folder, group, environment }: Launch): Promise<Launched> {
  const startMs = performance.now();
  const hasOwn = group === "own";
  const child = spawn(command, args, {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    detached: hasOwn,
    env: { ...process.env, ...environment },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const port = LISTENING.exec(line)?.[1];
    if (port === undefined) continue;
    const processId = child.pid ?? 0;
    const tookMs = performance.now() - startMs;
    child.stdout.resume();
    return {
      tookMs,
      processId,
      port: Number(port),
      end: () => endChild(child, () => process.kill(hasOwn ? -processId : processId, "SIGTERM")),
    };
  }
  throw new Error(`${command} ${args.join(" ")} ended before it listened.`);
}

/** Ends a child, unless it has ended, and waits for its end. */
export async function endChild(child: ChildProcess, kill: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  kill();
  await exited;
}
