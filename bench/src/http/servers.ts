/** The two servers of a run, each a process of its own. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { benchSeed } from "./installation.ts";

export interface RunningServer {
  readonly port: number;
  readonly processId: number;
  close(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../bin/main.js", import.meta.resolve("@rolecall/server")));

/** The program as `npm start` runs it, on a store of its own with the bench's seed. */
export async function startRolecall(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-"));
  const seedFile = join(folder, "seed.json");
  await writeFile(seedFile, JSON.stringify(benchSeed()));
  const options = ["--port", "0", "--data", join(folder, "data"), "--seed", seedFile];
  // AWS's quota would end the rounds of CreateUser early.
  const quota = ["--quota", "usersPerAccount=1000000"];
  const child = spawn(process.execPath, ["-C", "@rolecall/source", MAIN, "start", ...options, ...quota], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await announcedPort(child);
  return {
    port,
    processId: child.pid ?? 0,
    async close() {
      await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function startBarePost(): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL("./bare-post-child.ts", import.meta.url)));
  const [port] = (await once(child, "message")) as [number];
  return { port, processId: child.pid ?? 0, close: () => end(child) };
}

const ANNOUNCEMENT = /listens on http:\/\/127\.0\.0\.1:(\d+)$/;

async function announcedPort(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error("The server's output is not piped.");
  for await (const line of createInterface({ input: child.stdout })) {
    const port = ANNOUNCEMENT.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`The server ended with ${child.exitCode} before it listened.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
