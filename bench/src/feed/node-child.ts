/** A node of the feed bench: writes its share, and notes what it hears of the others'. */
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { openPostgresStore, type PostgresStore } from "@rolecall/store/postgres";
import { numberOf, userOf } from "./numbered-user.ts";
import { type NodeReport, nowMs, type Order } from "./order.ts";

class Failed extends Error {}

const CUT_OFF_LOOK_MS = 10;
/**
 * Half of the works of some bursts fail, beside others that go with them, and none of the rest: transactions that have to undo,
 * those with savepoints behind them, and those without are all written.
 */
const BURST = 1_000;

const [order] = (await once(process, "message")) as [Order];
const { url, readUrl, pollMs = 100 } = order;
const store = await openPostgresStore({ url, readUrl, pollMs, random: Math.random });
const heard = new Uint8Array(order.total);
const allToldAtMs: number[] = [];
store.subscribe((changes) => {
  if (changes === "all") allToldAtMs.push(nowMs());
  else for (const { kind, id } of changes) if (kind === "user") heard[numberOf(id)] = 1;
});
const acknowledgedAtMs = new Float64Array(order.count).fill(Number.NaN);
let rolledBack = 0;
let refused = 0;
process.send?.("ready");
if (readUrl !== undefined) await hearByStandby(store);
await once(process, "message");
await writeAll(store);
process.send?.("written");
// The others' last writes come within a second.
await once(process, "message");
const report: NodeReport = {
  heard,
  allToldAtMs: Float64Array.from(allToldAtMs),
  acknowledgedAtMs,
  rolledBack,
  refused,
};
// Megabytes, which a channel that is closed behind them would drop.
await new Promise((sent) => process.send?.(report, sent));
await store.close();
process.disconnect?.();

/** Once it is cut off, as it is to be when it says that it is ready. */
async function hearByStandby(store: PostgresStore): Promise<void> {
  for (;;) {
    const { primary, replica } = store.standing();
    if (primary === "away" && replica === "up") break;
    await delay(CUT_OFF_LOOK_MS);
  }
  process.send?.("hears by the standby");
}

function isToFail(index: number, { failsOneIn }: Order): boolean {
  const [bursts, burst] = [failsOneIn / 2, Math.floor(index / BURST)];
  return index % 2 === 1 && burst % bursts === bursts - 1;
}

async function writeAll(store: PostgresStore): Promise<void> {
  let next = 0;
  const call = async () => {
    while (next < order.count) await writeOne(store, next++);
  };
  await Promise.all(Array.from({ length: order.callers }, call));
}

async function writeOne(store: PostgresStore, index: number): Promise<void> {
  const user = userOf(order.from + index);
  const fails = isToFail(index, order);
  try {
    await store.write(
      async (tx) => {
        await tx.users.insert(user);
        if (fails) throw new Failed("as it was meant to");
      },
      { accountId: user.accountId },
    );
    acknowledgedAtMs[index] = nowMs();
  } catch (error) {
    if (error instanceof Failed) rolledBack += 1;
    else refused += 1;
  }
}
