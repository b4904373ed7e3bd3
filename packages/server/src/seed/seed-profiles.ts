import { type Profile, RESERVED_PROFILES } from "../installation/credentials-file.ts";
import type { SeedAccessKey } from "./families/access-keys.ts";
import type { Seed } from "./seed.ts";

interface OwnedKey {
  readonly accountId: string;
  /** A user's name, or `root`. */
  readonly owner: string;
  readonly key: SeedAccessKey;
}

/**
 * A profile for every key of a seed, in its order; root users' come last, since the first one is what clients use unless told.
 * Named for the user, with the account in front where the seed has several or the name means something else, and numbered where
 * that is not enough.
 */
export function profilesOf(seed: Seed): readonly Profile[] {
  const taken = new Set(RESERVED_PROFILES);
  return keysOf(seed).map(({ accountId, owner, key }) => {
    const isPlain = seed.accounts.length === 1 && !RESERVED_PROFILES.has(owner);
    const name = firstFree(isPlain ? owner : `${accountId}-${owner}`, taken);
    taken.add(name);
    return { name, key, accountId };
  });
}

function keysOf({ accounts }: Seed): readonly OwnedKey[] {
  const ofUsers = accounts.flatMap(({ id, users = [] }) =>
    users.flatMap(({ name, accessKeys = [] }) =>
      accessKeys.map((key) => ({ accountId: id, owner: name, key })),
    ),
  );
  const ofRoots = accounts.flatMap(({ id, rootAccessKey: key }) =>
    key === undefined ? [] : [{ accountId: id, owner: "root", key }],
  );
  return [...ofUsers, ...ofRoots];
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  return name;
}
