import assert from "node:assert/strict";
import { test } from "node:test";
import { storeGauges } from "./management/management.ts";
import { trafficGauges } from "./management/traffic-gauges.ts";
import { METRIC_FAMILIES } from "./metric-families.ts";
import { createMetrics } from "./metrics.ts";
import { startTestProgram } from "./program.test-support.ts";
import { renderWhole } from "./workers/whole-metrics.ts";

/** Rendered only where there is a replica, a database behind a network, or several workers. */
function renderAll(): string {
  const standing = {
    revision: 1,
    primary: "up",
    replica: "up",
    ageMs: 0,
    replicaReads: 0,
    memoryReads: 0,
  } as const;
  const traffic = { statements: 1, roundTrips: 1, transactions: 1, begunAnew: 0 };
  const gauges = { ...storeGauges(standing), ...trafficGauges(traffic) };
  const told = { counts: createMetrics().takeCounts(), gauges: { process_resident_memory_bytes: 1 } };
  return renderWhole([[0, told]], { metrics: createMetrics(), own: gauges, restarts: 0 });
}

const familiesOf = (page: string, comment: string) =>
  [...page.matchAll(new RegExp(`^# ${comment} rolecall_(\\w+)`, "gm"))].map(([, name]) => name);

test("every metric says what it is, and the table tells none that is not there", async () => {
  const program = await startTestProgram(["--ephemeral"], { logError: assert.fail });
  const page = await (await fetch(`${program.endpoint}/_rolecall/metrics`)).text();
  await program.close();
  const both = `${page}\n${renderAll()}`;
  const told = new Set(familiesOf(both, "TYPE"));
  assert.deepEqual([...told].sort(), Object.keys(METRIC_FAMILIES).sort());
  assert.deepEqual(new Set(familiesOf(both, "HELP")), told);
});
