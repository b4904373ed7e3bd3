/** Crashes a PostgreSQL of this machine, and starts it again as it was started. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { administer } from "../../../packages/store/engines/postgres/server.test-support.ts";
import { endChild } from "../launch.ts";

const TRIES_MAX = 300;
const TRY_EVERY_MS = 100;

/**
 * @param url of its administrator
 * @param between what is done while it is away
 * @returns what ends the one that was started, and deletes its data
 */
export async function restartServer(url: string, between: () => void): Promise<() => Promise<void>> {
  const [row] = await administer(url, "select current_setting('data_directory') as folder");
  await administer(url, "checkpoint");
  const folder = String(row?.folder);
  const pidFile = join(folder, "postmaster.pid");
  const processId = Number(readFileSync(pidFile, "latin1").split("\n")[0]);
  const [command, ...args] = readFileSync(`/proc/${processId}/cmdline`, "latin1").split("\0").slice(0, -1);
  const { uid, gid } = statSync(pidFile);
  process.kill(processId, "SIGKILL");
  await delay(TRY_EVERY_MS);
  between();
  let child = spawn(command!, args, { uid, gid, stdio: "ignore" });
  for (let tried = 1; ; tried++) {
    try {
      await administer(url, "select 1");
      return () => end(child, folder);
    } catch (error) {
      if (tried === TRIES_MAX) throw new Error("PostgreSQL does not start again", { cause: error });
      await delay(TRY_EVERY_MS);
      // What is left of the one before had to end first.
      if (child.exitCode !== null) child = spawn(command!, args, { uid, gid, stdio: "ignore" });
    }
  }
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  await endChild(child, () => child.kill("SIGINT"));
  await rm(folder, { recursive: true, force: true });
}
