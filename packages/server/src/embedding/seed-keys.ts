import { Mistake } from "../mistake.ts";
import type { SeedAccessKey } from "../seed/families/access-keys.ts";
import type { Seed } from "../seed/seed.ts";

interface Owner {
  readonly accountId: string;
  /** A user's name, or `root`. */
  readonly name: string;
  readonly keys: readonly SeedAccessKey[];
}

/** The first access key of a user of a seed, or of an account's root user, by `NAME` or `ACCOUNT/NAME`. */
export type FindSeedKey = (name: string) => SeedAccessKey;

/** @returns what finds keys. @throws Mistake from it, which lists what there is */
export function createKeyFinder({ accounts }: Seed): FindSeedKey {
  const owners = accounts.flatMap(({ id, users = [], rootAccessKey }): readonly Owner[] => [
    ...users.map(({ name, accessKeys = [] }) => ({ accountId: id, name, keys: accessKeys })),
    ...(rootAccessKey === undefined ? [] : [{ accountId: id, name: "root", keys: [rootAccessKey] }]),
  ]);
  return (asked) => {
    const named = owners.filter(({ accountId, name }) => asked === name || asked === `${accountId}/${name}`);
    const [first, ...others] = named.filter(({ keys }) => keys.length > 0);
    const key = first?.keys[0];
    if (first === undefined || key === undefined) throw new Mistake(describeMissing(asked, named, owners));
    // A user may be called root: it comes before the root user of its account.
    const elsewhere = others.filter(({ accountId }) => accountId !== first.accountId);
    if (elsewhere.length === 0) return key;
    const choices = [first, ...elsewhere].map(({ accountId, name }) => `${accountId}/${name}`);
    throw new Mistake(`Several accounts have ${asked}: name one as ${choices.join(" or ")}.`);
  };
}

/** As many names as anybody reads. */
const LISTED = 20;

function describeMissing(asked: string, named: readonly Owner[], owners: readonly Owner[]): string {
  const known = owners
    .filter(({ keys }) => keys.length > 0)
    .map(({ accountId, name }) => `${accountId}/${name}`);
  const more = known.length > LISTED ? ` and ${known.length - LISTED} more` : "";
  const list =
    known.length === 0 ? "nobody has any" : `these have some: ${known.slice(0, LISTED).join(", ")}${more}`;
  const what = JSON.stringify(asked);
  return named.length === 0
    ? `The seed has no user ${what} with access keys; ${list}.`
    : `The seed gives ${what} no accessKeys; ${list}.`;
}
