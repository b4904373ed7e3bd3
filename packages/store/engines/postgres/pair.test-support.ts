/** A primary and a standby that follows it, for tests; what goes from one to the other can be held back. */

import type { ChildProcess } from "node:child_process";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { administer, freePort, serverIn } from "./server.test-support.ts";
import { TestProxy } from "./test-proxy.test-support.ts";

export interface Pair {
  /** Of the database, on each server. */
  readonly primaryUrl: string;
  readonly standbyUrl: string;
  /** Between the two. */
  readonly replication: TestProxy;
  /** At once, as a machine that is lost. */
  killPrimary(): Promise<void>;
  startPrimary(): Promise<void>;
  /** The standby becomes a primary. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 20_000;

/** @param flags settings of both servers, as `name=value` */
export async function startPair(flags: readonly string[] = []): Promise<Pair> {
  const folders = [join(await mkdtemp(join(tmpdir(), "rolecall-pair-")), "primary")] as [string];
  const base = join(folders[0], "..");
  const standbyFolder = join(base, "standby");
  execFileSync("chmod", ["755", base]);
  const [port, standbyPort] = [await freePort(), await freePort()];
  const primary = serverIn({ folder: folders[0], port, flags });
  await primary.initialise();
  // A copy of a server that never ran needs no backup.
  execFileSync("cp", ["-a", folders[0], standbyFolder]);
  execFileSync("cp", ["-a", join(standbyFolder, "PG_VERSION"), join(standbyFolder, "standby.signal")]);
  const replication = await TestProxy.open(urlOf(port, "postgres"));
  const source = `host=127.0.0.1 port=${new URL(replication.url).port} user=admin password=admin`;
  await appendFile(join(standbyFolder, "postgresql.auto.conf"), `primary_conninfo = '${source}'\n`);
  await primary.start();
  await administer(urlOf(port, "postgres"), "create database rolecall");
  const standby = serverIn({ folder: standbyFolder, port: standbyPort, flags });
  // It never says that it accepts connections of every kind.
  standby.start().catch(() => {});
  const [primaryUrl, standbyUrl] = [urlOf(port, "rolecall"), urlOf(standbyPort, "rolecall")];
  await untilItAnswers(standbyUrl);
  return {
    primaryUrl,
    standbyUrl,
    replication,
    async killPrimary() {
      const { process: running } = primary as unknown as { process: ChildProcess };
      const ended = once(running, "exit");
      running.kill("SIGQUIT");
      await ended;
    },
    startPrimary: () => primary.start(),
    async promote() {
      await administer(standbyUrl, "select pg_promote()");
    },
    async stop() {
      replication.close();
      for (const server of [standby, primary]) {
        const { process: running } = server as unknown as { process: ChildProcess | undefined };
        if (running === undefined || running.exitCode !== null || running.signalCode !== null) continue;
        const ended = once(running, "exit");
        running.kill("SIGQUIT");
        await ended;
      }
      await rm(base, { recursive: true, force: true });
    },
  };
}

function urlOf(port: number, database: string): string {
  return `postgres://admin:admin@127.0.0.1:${port}/${database}`;
}

async function untilItAnswers(url: string): Promise<void> {
  const untilMs = performance.now() + START_MS;
  for (;;) {
    try {
      await administer(url, "select 1");
      return;
    } catch (error) {
      if (performance.now() > untilMs) throw error;
      await delay(50);
    }
  }
}
