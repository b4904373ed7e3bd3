/** The two servers of a run, each a process of its own. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endChild, launch } from "../launch.ts";
import { benchSeed } from "./installation.ts";

export interface RunningServer {
  readonly port: number;
  readonly processId: number;
  close(): Promise<void>;
}

export interface RunningRolecall extends RunningServer {
  /** The file of its store. */
  readonly database: string;
}

const MAIN = fileURLToPath(new URL("../bin/main.js", import.meta.resolve("@rolecall/server")));

/** The program as `npm start` runs it, on a store of its own with the bench's seed or the one that is given. */
export async function startRolecall(
  seed: object = benchSeed(),
  more: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningRolecall> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-"));
  const seedFile = join(folder, "seed.json");
  await writeFile(seedFile, JSON.stringify(seed));
  const options = ["--port", "0", "--data", join(folder, "data"), "--seed", seedFile];
  // AWS's quota would end the rounds of CreateUser early.
  const quota = ["--quota", "iam.UsersPerAccount=1000000"];
  const program = ["-C", "@rolecall/source", MAIN, "start"];
  const { port, processId, end } = await launch({
    command: process.execPath,
    args: [...program, ...options, ...quota, ...more],
    folder,
    group: "bench",
    environment,
  });
  return {
    port,
    processId,
    database: join(folder, "data", "rolecall.db"),
    async close() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function startBarePost(): Promise<RunningServer> {
  const child = fork(fileURLToPath(new URL("./bare-post-child.ts", import.meta.url)));
  const [port] = (await once(child, "message")) as [number];
  return { port, processId: child.pid ?? 0, close: () => endChild(child, () => child.kill("SIGTERM")) };
}
