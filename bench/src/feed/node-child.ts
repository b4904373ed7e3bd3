/** A node of the feed bench: writes its share, and notes what it hears of the others'. */
import { once } from "node:events";
import { openPostgresStore, type PostgresStore } from "@rolecall/store/postgres";
import { numberOf, userOf } from "./numbered-user.ts";
import { type NodeReport, nowMs, type Order } from "./order.ts";

class Failed extends Error {}

const [order] = (await once(process, "message")) as [Order];
const store = await openPostgresStore({ url: order.url, random: Math.random });
const heard = new Uint8Array(order.total);
const allToldAtMs: number[] = [];
store.subscribe((changes) => {
  if (changes === "all") allToldAtMs.push(nowMs());
  else for (const { kind, id } of changes) if (kind === "user") heard[numberOf(id)] = 1;
});
const acknowledgedAtMs = new Float64Array(order.count).fill(Number.NaN);
let refused = 0;
process.send?.("ready");
await once(process, "message");
await writeAll(store);
process.send?.("written");
// The others' last writes come within a second.
await once(process, "message");
const report: NodeReport = {
  heard,
  allToldAtMs: Float64Array.from(allToldAtMs),
  acknowledgedAtMs,
  refused,
};
process.send?.(report);
await store.close();
process.disconnect?.();

async function writeAll(store: PostgresStore): Promise<void> {
  let next = 0;
  const call = async () => {
    while (next < order.count) await writeOne(store, next++);
  };
  await Promise.all(Array.from({ length: order.callers }, call));
}

async function writeOne(store: PostgresStore, index: number): Promise<void> {
  const user = userOf(order.from + index);
  const fails = index % order.failsOneIn === order.failsOneIn - 1;
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
    if (!(error instanceof Failed)) refused += 1;
  }
}
