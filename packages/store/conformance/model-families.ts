/** What the model does to all families, and what it sees of them. */
import fc from "fast-check";
import type { ReadTransaction, WriteTransaction } from "../src/families.ts";
import { FAMILIES_UNDER_TEST } from "./families.ts";
import type { Operation, Perform } from "./family-under-test.ts";
import { NAMES } from "./samples.ts";

const FAMILIES = Object.values(FAMILIES_UNDER_TEST);
const OPERATIONS = new Map<string, Perform>(FAMILIES.flatMap(({ operations }) => Object.entries(operations)));

const number = fc.nat(2);
const wide = fc.nat(NAMES.length - 1);

export const operation: fc.Arbitrary<Operation> = fc.record({
  name: fc.constantFrom(...OPERATIONS.keys()),
  first: number,
  second: fc.oneof(number, wide),
  third: number,
});

/** One of nearly everything, so that there is something to change and delete from the beginning. */
export const BEGINNING: readonly Operation[] = FAMILIES.flatMap(({ begin }) => [...begin(0), ...begin(1)]);

export function perform(tx: WriteTransaction, { name, first, second, third }: Operation): Promise<unknown> {
  const run = OPERATIONS.get(name);
  if (run === undefined) throw new Error(`no family has an operation ${name}`);
  return run(tx, first, second, third);
}

/** All that can be read of the few ids that the model works with. */
export async function everything(tx: ReadTransaction): Promise<readonly unknown[]> {
  const seen: unknown[] = [[...(await subjects(tx)).entries()].sort()];
  for (const { answers } of FAMILIES) seen.push(await answers(tx));
  return seen;
}

/** What a cache might remember of each subject of the change feed, as text; what is not there has no entry. */
export async function subjects(tx: ReadTransaction): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const family of FAMILIES) {
    for (const [subject, part] of await family.subjects(tx)) {
      const isNothing = part === undefined || (Array.isArray(part) && part.length === 0);
      if (!isNothing) seen.set(subject, `${seen.get(subject) ?? ""}${inOneOrder(part)}\n`);
    }
  }
  return seen;
}

/** JSON whose properties do not stand in the order in which they were set. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
