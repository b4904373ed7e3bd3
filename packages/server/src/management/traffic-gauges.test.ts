import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPostgresStore } from "@rolecall/store/postgres";
import { openSqliteStore } from "@rolecall/store/sqlite";
import { createDatabase, stopTestServer } from "../../../store/engines/postgres/server.test-support.ts";
import { createMetrics } from "../metrics.ts";
import { trafficGauges } from "./traffic-gauges.ts";

after(stopTestServer);

test("what goes to PostgreSQL is counted in the metrics", async () => {
  const { url, drop } = await createDatabase();
  const store = await openPostgresStore({ url, random: Math.random });
  const figures = () => {
    const text = createMetrics().render(trafficGauges(store.traffic));
    return [...text.matchAll(/^rolecall_(store_\w+) (\d+)$/gm)].map(([, name, value]) => `${name} ${value}`);
  };
  assert.deepEqual(figures(), [
    "store_statements 0",
    "store_round_trips 0",
    "store_write_transactions 0",
    "store_write_transactions_begun_anew 0",
  ]);
  await store.read((tx) => tx.accounts.byAlias("none"));
  await store.write((tx) => tx.accounts.byAlias("none"));
  // Whether a read finds its snapshot at once depends on nobody else here; the write looks, begins, asks, and rolls back.
  assert.match(
    figures().join(),
    /^store_statements [1-9]\d?,store_round_trips [3-5],store_write_transactions 1,.*anew 0$/,
  );
  await store.close();
  await drop();
});

test("SQLite has no network", async () => {
  const store = await openSqliteStore({ file: ":memory:" });
  assert.deepEqual(trafficGauges(store.traffic), {});
  await store.close();
});
