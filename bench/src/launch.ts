import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
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
export async function launch({ command, args, folder }: Launch): Promise<Launched> {
  const startMs = performance.now();
  // A process group of its own: npm's children end with it.
  const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"], detached: true });
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
      end: () => endChild(child, () => process.kill(-processId, "SIGTERM")),
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
