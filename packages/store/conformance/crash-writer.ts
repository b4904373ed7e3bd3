/**
 * The process that crash.ts kills: `crash-writer.ts FILE FIRST LAST` writes as writers FIRST to LAST and prints a
 * line for each acknowledged write.
 */
import { writeSync } from "node:fs";
import { openSqliteStore } from "../engines/sqlite/index.ts";
import type { Store } from "../src/store.ts";
import { writeOnce, writesOf } from "./crash-writes.ts";

async function writeForever(store: Store, writer: number, written: number): Promise<never> {
  for (let write = written + 1; ; write++) {
    await writeOnce(store, writer, write);
    // At once and not through a buffer, so that what was acknowledged before the kill is known.
    writeSync(1, `${writer} ${write}\n`);
  }
}

const [file = "", first = "", last = ""] = process.argv.slice(2);
const store = await openSqliteStore({ file });
for (let writer = Number(first); writer <= Number(last); writer++) {
  void writeForever(store, writer, (await writesOf(store, writer)).last);
}
