import { readFile } from "node:fs/promises";
import type { Configuration } from "../configuration.ts";
import { ConfigurationError } from "../configuration.ts";
import type { Installation } from "../installation/installation.ts";
import { applySeed } from "./apply-seed.ts";
import type { SeedAccessKey } from "./families/access-keys.ts";
import type { FirstSeed } from "./first-seed.ts";
import { type LocatedSeed, locateNothing } from "./located-seed.ts";
import { claimSeeding, releaseSeeding } from "./seeding-marker.ts";

/** What a start made of an empty store; shown once. */
export interface FirstStart {
  readonly accountIds: readonly string[];
  /** The first user's first key, for the credentials file. */
  readonly accessKey: SeedAccessKey | undefined;
  /** Where Rolecall chose them itself. */
  readonly root: { readonly email: string; readonly password: string } | undefined;
}

/** Who seeds, and what where there is no seed file. */
export interface Seeding {
  readonly processId: number;
  /** INVARIANT: the same one in every call, so that a reset leads back to the account and the key that were shown. */
  readonly firstSeed: () => FirstSeed;
}

/** The seed of this start, with what is to be told about it. */
interface Plan {
  readonly located: LocatedSeed;
  readonly root: FirstStart["root"];
}

/**
 * Seeds the store where it is empty, from the seed file or with an account of Rolecall's own making.
 * @returns undefined where the store held accounts already.
 * @throws SeedError, ConfigurationError
 */
export async function prepareStore(
  installation: Installation,
  configuration: Configuration,
  { processId, firstSeed }: Seeding,
): Promise<FirstStart | undefined> {
  const { dataFolder, isEphemeral } = configuration;
  const seed = () => seedIfEmpty(installation, configuration.seedFile, firstSeed);
  if (isEphemeral || dataFolder === undefined) return seed();
  const claim = await claimSeeding(dataFolder, processId);
  try {
    if (claim === "abandoned") await installation.store.clear();
    return await seed();
  } finally {
    releaseSeeding(dataFolder);
  }
}

async function seedIfEmpty(
  installation: Installation,
  seedFile: string | undefined,
  firstSeed: () => FirstSeed,
): Promise<FirstStart | undefined> {
  const present = await installation.store.read((tx) => tx.accounts.list());
  if (present.length > 0) return undefined;
  const { located, root } = await planSeed(seedFile, firstSeed);
  await applySeed(installation, located);
  const { accounts } = located.seed;
  const keys = accounts.flatMap(({ users = [] }) => users.flatMap(({ accessKeys = [] }) => accessKeys));
  return { accountIds: accounts.map(({ id }) => id), accessKey: keys[0], root };
}

async function planSeed(seedFile: string | undefined, firstSeed: () => FirstSeed): Promise<Plan> {
  if (seedFile !== undefined) {
    // Loaded when there is a file: most starts find a store and read none.
    const { readSeed } = await import("./read-seed.ts");
    return { located: readSeed(await readSeedFile(seedFile), seedFile), root: undefined };
  }
  const first = firstSeed();
  return {
    located: locateNothing(first.seed),
    root: { email: first.email, password: first.rootPassword },
  };
}

async function readSeedFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(`--seed ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
