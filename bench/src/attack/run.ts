/** The attack bench: what others notice while a stranger, or a user of little power, does his worst. See bench/README.md. */
import { setTimeout as wait } from "node:timers/promises";
import type { BenchOptions, ReportLine } from "../bench.ts";
import { keyOwners } from "../http/installation.ts";
import { type RunningServer, startRolecall } from "../http/servers.ts";
import { assumedSession, call } from "../http/sessions.ts";
import { signedPost } from "../http/signed-request.ts";
import { quantile, rounded } from "../measure.ts";
import { residentMegabytes } from "../process-figures.ts";
import { startAttack } from "./attacker.ts";
import { type Attack, attacks } from "./attacks.ts";
import { askFor } from "./bystander.ts";
import { attackSeed, slowSessionForm } from "./installation.ts";

const QUIET_MS = 4_000;
const ATTACK_MS = 10_000;
const QUICK_MS = 1_000;
/** Longer than the quiet value others may wait, and what the process may grow by. */
const TIMES_QUIET_BAR = 10;
const GROWTH_BAR_MEGABYTES = 256;
const MEMORY_INTERVAL_MS = 50;
const WARM_UP_REQUESTS = 1_000;
const WARM_UP_AT_ONCE = 100;

/** Each attack has a server of its own, so that what one leaves behind is not the next one's. */
export async function run({ report, quick }: BenchOptions): Promise<void> {
  for (const attack of attacks) {
    const server = await startRolecall(attackSeed());
    try {
      report(await measure(attack, server, quick));
    } finally {
      await server.close();
    }
  }
}

async function measure(attack: Attack, server: RunningServer, isQuick: boolean): Promise<ReportLine> {
  const { port, processId } = server;
  const host = `127.0.0.1:${port}`;
  const [attacker, other] = keyOwners as [(typeof keyOwners)[0], (typeof keyOwners)[0]];
  await attack.prepare?.(port);
  const slowSession = assumedSession(
    await call(port, slowSessionForm, { credentials: attacker, service: "sts" }),
  );
  const form = { Action: "GetCallerIdentity", Version: "2011-06-15" };
  const signing = { credentials: other, service: "sts" } as const;
  const makeRequest = () => signedPost(form, { ...signing, host, nowMs: Date.now() });
  for (let sent = 0; sent < WARM_UP_REQUESTS; sent += WARM_UP_AT_ONCE) {
    await Promise.all(Array.from({ length: WARM_UP_AT_ONCE }, () => call(port, form, signing)));
  }
  const quiet = await askFor(isQuick ? QUICK_MS : QUIET_MS, { port, makeRequest });
  const beforeMegabytes = residentMegabytes(processId);
  const stop = startAttack({
    port,
    connections: attack.connections,
    manner: attack.manner,
    payloads: attack.payloads({ host, nowMs: Date.now(), slowSession }),
  });
  const memory = watchMemory(processId);
  const attacked = await askFor(isQuick ? QUICK_MS : ATTACK_MS, { port, makeRequest });
  const peakMegabytes = await memory.end();
  await stop();
  const quietP99Ms = quantile(quiet.latenciesMs, 0.99);
  const p99Ms = quantile(attacked.latenciesMs, 0.99);
  return {
    case: attack.name,
    quietP99Ms: rounded(quietP99Ms),
    p99Ms: rounded(p99Ms),
    timesQuiet: rounded(p99Ms / quietP99Ms),
    timesQuietBar: TIMES_QUIET_BAR,
    requestsOfOthers: attacked.latenciesMs.length,
    failuresOfOthers: attacked.failures,
    growthMegabytes: rounded(Math.max(0, peakMegabytes - beforeMegabytes)),
    growthBarMegabytes: GROWTH_BAR_MEGABYTES,
  };
}

function watchMemory(processId: number): { end(): Promise<number> } {
  let isOver = false;
  let peak = 0;
  const watching = (async () => {
    while (!isOver) {
      peak = Math.max(peak, residentMegabytes(processId) || 0);
      await wait(MEMORY_INTERVAL_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return peak;
    },
  };
}
