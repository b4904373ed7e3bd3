/** Two nodes on one database that write to the same accounts: what the longest write waits for. */
import { openPostgresStore } from "@rolecall/store/postgres";
import type { ReportLine } from "../bench.ts";
import { quantile, rounded } from "../measure.ts";
import { sample } from "./compare.ts";
import { createUser } from "./create-user.ts";
import { newUser } from "./population.ts";

const NODES = 2;
const CALLERS = 64;
const LONGEST_BAR_MS = 200;

export async function measureNodes(url: string, sampleMs: number): Promise<ReportLine> {
  const stores = await Promise.all(
    Array.from({ length: NODES }, () => openPostgresStore({ url, random: Math.random })),
  );
  let calls = 0;
  const act = () => createUser(stores[calls++ % NODES]!, newUser());
  try {
    await sample({ callers: CALLERS, sampleMs: sampleMs / 5 }, act);
    const before = stores.map(({ traffic }) => traffic.begunAnew);
    const { latenciesMs, perSecond } = await sample({ callers: CALLERS, sampleMs }, act);
    const begunAnew = stores.reduce((sum, { traffic }, node) => sum + traffic.begunAnew - before[node]!, 0);
    return {
      case: `CreateUser's rows, ${NODES} nodes, ${CALLERS} callers`,
      perSecond: Math.round(perSecond),
      p50Ms: rounded(quantile(latenciesMs, 0.5)),
      p99Ms: rounded(quantile(latenciesMs, 0.99)),
      longestMs: rounded(quantile(latenciesMs, 1)),
      longestBarMs: LONGEST_BAR_MS,
      begunAnewACall: rounded(begunAnew / latenciesMs.length),
    };
  } finally {
    for (const store of stores) await store.close();
  }
}
