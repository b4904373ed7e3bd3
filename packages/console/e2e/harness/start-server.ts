import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../server/bin/main.js", import.meta.url));
const PATIENCE_MS = 60_000;

export interface ConsoleServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts `rolecall start --ephemeral` with a seed, on a port of its own, as people start it. */
export async function startServer(seed: string, options: readonly string[] = []): Promise<ConsoleServer> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-console-"));
  writeFileSync(join(folder, "seed.yaml"), seed);
  const args = ["start", "--ephemeral", "--port", "0", "--seed", join(folder, "seed.yaml"), ...options];
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listen = (chunk: Buffer) => {
    said += chunk;
    const [, endpoint] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? [];
    if (endpoint !== undefined) resolve(endpoint);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  child.on("close", () => reject(new Error(`The server ended: ${said}`)));
  const timer = setTimeout(() => reject(new Error(`The server did not start: ${said}`)), PATIENCE_MS);
  const stop = async () => {
    clearTimeout(timer);
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "close");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const endpoint = await promise;
    clearTimeout(timer);
    return { endpoint, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
