/** Whether half a million sessions leave anything behind in the server. */
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { BenchOptions } from "../bench.ts";
import { startRolecall } from "../http/servers.ts";
import { unsignedPost } from "../http/signed-request.ts";
import { rounded } from "../measure.ts";
import { residentMegabytes } from "../process-figures.ts";
import { federationSeed, webIdentityForm } from "./installation.ts";
import type { Stage } from "./stage.ts";

const SESSIONS = { usual: 500_000, quick: 20_000 } as const;
const READINGS = 10;
/** Until code is compiled and what is kept of the role, the provider and the keys is there. */
const WARM_UP_SESSIONS = { usual: 50_000, quick: 4_000 } as const;
const BATCH = 2_000;
/** Of heap, that a session may leave behind: 10 MB of all of them are noise of the heap. */
const BYTES_A_SESSION_BAR = 20;
const PROBE = new URL("./heap-probe-child.ts", import.meta.url).href;

interface Reading {
  readonly sessions: number;
  readonly heapBytes: number;
  readonly residentMegabytes: number;
}

/** ES256, since half a million of RS256 take the bench ten minutes to sign; what the server keeps of a token is the same. */
export async function measureMemory(
  stage: Omit<Stage, "rolecall">,
  { quick, report }: BenchOptions,
): Promise<void> {
  const size = quick ? "quick" : "usual";
  const folder = await mkdtemp(join(tmpdir(), "rolecall-bench-heap-"));
  const file = join(folder, "heap");
  const server = await startRolecall(federationSeed([stage.issuer]), ["--loopback-issuers"], {
    NODE_OPTIONS: `--import ${PROBE}`,
    BENCH_HEAP_FILE: file,
  });
  try {
    await assume(WARM_UP_SESSIONS[size], server.port, stage);
    const read = async (sessions: number): Promise<Reading> => ({
      sessions,
      heapBytes: await readHeap(server.processId, file),
      residentMegabytes: residentMegabytes(server.processId),
    });
    const readings = [await read(0)];
    for (let part = 1; part <= READINGS; part++) {
      await assume(SESSIONS[size] / READINGS, server.port, stage);
      readings.push(await read((part * SESSIONS[size]) / READINGS));
    }
    report(summarize(readings));
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function assume(count: number, port: number, stage: Omit<Stage, "rolecall">): Promise<void> {
  const { generator, connections, issuer, nextNumber } = stage;
  for (let done = 0; done < count; done += BATCH) {
    const requests = Array.from({ length: Math.min(BATCH, count - done) }, () => {
      const number = nextNumber();
      return unsignedPost(webIdentityForm(issuer.sign("ES256", number), number), `127.0.0.1:${port}`);
    });
    await generator.send({ port, connections, requests, count: requests.length });
  }
}

async function readHeap(processId: number, file: string): Promise<number> {
  await rm(file, { force: true });
  process.kill(processId, "SIGUSR2");
  while (!existsSync(file)) await wait(20);
  return Number(await readFile(file, "utf8"));
}

function summarize(readings: readonly Reading[]) {
  const [first, last] = [readings[0]!, readings.at(-1)!];
  return {
    case: "memory, AssumeRoleWithWebIdentity",
    sessions: last.sessions,
    heapBeforeMegabytes: rounded(first.heapBytes / 1e6),
    heapAfterMegabytes: rounded(last.heapBytes / 1e6),
    heapBytesASession: rounded(slopeOf(readings)),
    heapBytesASessionBar: BYTES_A_SESSION_BAR,
    residentBeforeMegabytes: rounded(first.residentMegabytes),
    residentAfterMegabytes: rounded(last.residentMegabytes),
  };
}

/** Bytes that each session adds, by least squares over all readings. */
function slopeOf(readings: readonly Reading[]): number {
  const mean = (of: (reading: Reading) => number) =>
    readings.reduce((sum, reading) => sum + of(reading), 0) / readings.length;
  const [meanSessions, meanBytes] = [mean(({ sessions }) => sessions), mean(({ heapBytes }) => heapBytes)];
  const shared = mean(({ sessions, heapBytes }) => (sessions - meanSessions) * (heapBytes - meanBytes));
  return shared / mean(({ sessions }) => (sessions - meanSessions) ** 2);
}
