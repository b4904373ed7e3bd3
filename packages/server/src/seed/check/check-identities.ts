import type { LocatedSeed } from "../located-seed.ts";
import { itemsOf } from "../seed-items.ts";
import type { SeedPath } from "../seed-path.ts";

/** @throws SeedError with both places where two things have the same name or id. */
export function checkIdentities(located: LocatedSeed): void {
  const seen = new Map<string, SeedPath>();
  for (const { path, accountId, identities } of itemsOf(located.seed)) {
    for (const identity of identities) {
      const here = [...path, ...identity.path];
      const { within, kind, value } = identity;
      const key = JSON.stringify([kind, within === "seed" ? "" : accountId, value.toLowerCase()]);
      const other = seen.get(key);
      if (other !== undefined) {
        const name = identity.path.length === 0 ? `with name ${value}` : value;
        const where = located.describe(other);
        throw located.fail(here, `${kind} ${name} already exists. The other one is ${where}.`);
      }
      seen.set(key, here);
    }
  }
}
