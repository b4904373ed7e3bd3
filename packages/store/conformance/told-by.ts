import type { Change, Store } from "../src/store.ts";

/** What is told of while something is done, sorted. */
export async function toldBy(store: Store, act: () => Promise<void>): Promise<readonly string[]> {
  const told: (readonly Change[] | "all")[] = [];
  const end = store.subscribe((changes) => told.push(changes));
  await act();
  end();
  return told
    .flatMap((changes) => (changes === "all" ? ["all"] : changes.map(({ kind, id }) => `${kind} ${id}`)))
    .sort();
}
