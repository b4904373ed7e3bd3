import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Mistake } from "../mistake.ts";
import type { InitScript } from "./init-scripts.ts";
import { tellLines } from "./tell-lines.ts";

export interface InitRun {
  readonly scripts: readonly InitScript[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of each script. */
  readonly timeoutSeconds: number;
  readonly tell: (line: string) => void;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs scripts one after the other. @throws Mistake that names the one that failed; none behind it is run */
export async function runInitScripts({ scripts, ...run }: InitRun): Promise<void> {
  for (const script of scripts) {
    const failure = await runScript(script, run);
    if (failure !== undefined)
      throw new Mistake(`--init: ${script.name} ${failure} Nothing behind it was run.`);
  }
}

/** Resolves with what went wrong. Whatever ends it, the script's own children end too: they are a group of processes. */
async function runScript(
  { name, command, args }: InitScript,
  { environment, timeoutSeconds, tell }: Omit<InitRun, "scripts">,
): Promise<string | undefined> {
  // Heard before there is a child, so that none is left behind.
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    end(child);
  };
  const hearing = SIGNALS.map((signal) => {
    const hear = () => stop(`was ended: Rolecall was told to stop (${signal}).`);
    process.on(signal, hear);
    return () => process.off(signal, hear);
  });
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: environment, detached: true });
  const timer = setTimeout(
    () => stop(`took more than ${timeoutSeconds} s and was ended.`),
    timeoutSeconds * 1_000,
  );
  try {
    tellLines([child.stdout, child.stderr], (line) => tell(`${name} | ${line}`));
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    if (stopped !== undefined) return stopped;
    if (code === 0) return undefined;
    return code === null ? `was ended by ${signal}.` : `ended with exit code ${code}.`;
  } catch (error) {
    return `cannot be run: ${(error as Error).message}.`;
  } finally {
    clearTimeout(timer);
    for (const forget of hearing) forget();
    end(child);
  }
}

/** The group, of which some may have outlived the script. */
function end({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left.
  }
}
