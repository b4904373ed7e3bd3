/**
 * What the writers of the crash test write. Write `i` of a writer inserts its user `i` with an access key, and
 * deletes its user `i - KEPT`: so that whoever looks sees, of each writer, KEPT users in a row, and can tell how many
 * writes there have been.
 */
import { writeSync } from "node:fs";
import type { Store } from "../src/store.ts";
import { accessKey } from "./families/access-keys.ts";
import { user } from "./families/users.ts";
import { ACCOUNT } from "./samples.ts";

export const KEPT = 10;
/** Room for a writer's users. */
const NUMBERS_OF_WRITER = 1_000_000;

export function userOf(writer: number, write: number) {
  return user(writer * NUMBERS_OF_WRITER + write);
}

export function keyOf(writer: number, write: number) {
  const { id } = userOf(writer, write);
  return accessKey(writer * NUMBERS_OF_WRITER + write, { ownerId: id });
}

/**
 * What the process that is killed does: prints a line for each acknowledged write.
 * @param writers the numbers of the first and the last writer that it writes as
 */
export async function writeUntilKilled(store: Store, [first, last]: readonly string[]): Promise<void> {
  for (let writer = Number(first); writer <= Number(last); writer++) {
    void writeForever(store, writer, (await writesOf(store, writer)).last);
  }
}

async function writeForever(store: Store, writer: number, written: number): Promise<never> {
  for (let write = written + 1; ; write++) {
    await writeOnce(store, writer, write);
    // At once and not through a buffer, so that what was acknowledged before the kill is known.
    writeSync(1, `${writer} ${write}\n`);
  }
}

function writeOnce(store: Store, writer: number, write: number): Promise<void> {
  return store.write(async (tx) => {
    await tx.users.insert(userOf(writer, write));
    await tx.accessKeys.insert(keyOf(writer, write));
    if (write > KEPT) await tx.users.delete(userOf(writer, write - KEPT).id);
  });
}

export interface WritesOf {
  /** 0 where there are none. */
  readonly last: number;
  readonly present: readonly number[];
}

export async function writesOf(store: Store, writer: number): Promise<WritesOf> {
  const present: number[] = [];
  await store.read(async (tx) => {
    let after: string | undefined;
    do {
      const page = await tx.users.list(ACCOUNT, { limit: 1000, ...(after !== undefined && { after }) });
      for (const { name } of page.items) {
        const number = Number(name.slice("user-".length));
        if (Math.floor(number / NUMBERS_OF_WRITER) === writer) present.push(number % NUMBERS_OF_WRITER);
      }
      after = page.next;
    } while (after !== undefined);
  });
  return { last: Math.max(0, ...present), present };
}
