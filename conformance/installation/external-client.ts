import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/** Why a client's stories cannot be told here; false where they can. It is what node's test runner takes as `skip`. */
export function missingClient(program: string, versionArgument: string): string | false {
  const { status } = spawnSync(program, [versionArgument], { stdio: "ignore" });
  return status === 0 ? false : `${program} is not installed`;
}

export interface ClientRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ClientOptions {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** What it reads from its standard input; without it there is none. */
  readonly stdin?: string;
}

/** Runs an installed client beside this process, which may be serving it. */
export async function runClient(program: string, options: ClientOptions): Promise<ClientRun> {
  const child = spawn(program, options.args, {
    cwd: options.folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.environment },
    stdio: [options.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdin?.end(options.stdin);
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}
