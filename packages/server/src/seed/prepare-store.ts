import { readFile } from "node:fs/promises";
import type { Store } from "@rolecall/store";
import type { Configuration } from "../configuration.ts";
import { ConfigurationError } from "../configuration.ts";
import { describeReadFailure } from "../describe-read-failure.ts";
import type { Profile } from "../installation/credentials-file.ts";
import type { Installation } from "../installation/installation.ts";
import { Mistake } from "../mistake.ts";
import { applySeed } from "./apply-seed.ts";
import type { FirstSeed } from "./first-seed.ts";
import { type LocatedSeed, locateNothing } from "./located-seed.ts";
import { profilesOf } from "./seed-profiles.ts";
import { claimSeeding, markFilling, releaseSeeding } from "./seeding-marker.ts";
import type { Variables } from "./sources/substitute-variables.ts";

/** What a start made of an empty store; shown once. */
export interface FirstStart {
  readonly accountIds: readonly string[];
  /** The keys of its users, for the credentials file. */
  readonly profiles: readonly Profile[];
  /** Where Rolecall chose them itself. */
  readonly root: { readonly email: string; readonly password: string } | undefined;
}

/** A seed file that was named and not applied, because the store holds accounts already. */
export interface IgnoredSeed {
  readonly file: string;
  /** What is wrong with it, for whoever means to use it elsewhere. */
  readonly mistake: string | undefined;
}

/** What a start did with the store. */
export interface Prepared {
  readonly firstStart?: FirstStart;
  readonly ignoredSeed?: IgnoredSeed;
}

/** Who seeds, and what where there is no seed file. */
export interface Seeding {
  readonly processId: number;
  /** INVARIANT: the same one in every call, so that a reset leads back to the account and the key that were shown. */
  readonly firstSeed: () => FirstSeed;
  /** Keeps what is shown once. A store whose keys nobody was given is emptied again. */
  readonly keep: (firstStart: FirstStart) => void;
  /** The environment, of which a seed file may name variables. */
  readonly variables: Variables;
  /** A seed that was read already, instead of a file. */
  readonly located?: LocatedSeed | undefined;
}

/** The seed of this start, with what is to be told about it. */
interface Plan {
  readonly located: LocatedSeed;
  readonly root: FirstStart["root"];
}

/**
 * Seeds the store where it is empty, from the seed file or with an account of Rolecall's own making.
 * @throws SeedError, ConfigurationError
 */
export async function prepareStore(
  installation: Installation,
  configuration: Pick<Configuration, "dataFolder" | "isEphemeral" | "seedFile">,
  { processId, ...seeding }: Seeding,
): Promise<Prepared> {
  const { dataFolder, isEphemeral } = configuration;
  const seed = (onFilling: () => void) =>
    seedIfEmpty(installation, configuration.seedFile, { ...seeding, onFilling });
  if (isEphemeral || dataFolder === undefined) return seed(() => {});
  const claim = await claimSeeding(dataFolder, processId);
  try {
    if (claim === "abandoned") await clearAbandoned(installation);
    return await seed(() => markFilling(dataFolder));
  } finally {
    releaseSeeding(dataFolder);
  }
}

/** @throws ConfigurationError of a database that others may have filled since: it is not ours to clear. */
async function clearAbandoned({ store }: Installation): Promise<void> {
  if (store.engine === "sqlite") return clear(store);
  if (!(await store.read((tx) => tx.accounts.hasAny()))) return;
  throw new ConfigurationError(
    "A start died while it filled this database: half of what it should hold may be missing. Make the database anew; or start again, if you know that it is whole.",
  );
}

/** Everything but what the store was made as. */
async function clear(store: Store): Promise<void> {
  const made = await store.read((tx) => tx.installation.get());
  await store.clear();
  if (made !== undefined) await store.write((tx) => tx.installation.insert(made));
}

async function seedIfEmpty(
  installation: Installation,
  seedFile: string | undefined,
  {
    firstSeed,
    keep,
    onFilling,
    variables,
    located: given,
  }: Omit<Seeding, "processId"> & { readonly onFilling: () => void },
): Promise<Prepared> {
  const isThere = await installation.store.read((tx) => tx.accounts.hasAny());
  if (isThere) return seedFile === undefined ? {} : { ignoredSeed: await judgeSeed(seedFile, variables) };
  const { located, root } =
    given === undefined
      ? await planSeed(installation, seedFile, { firstSeed, variables })
      : { located: given, root: undefined };
  const accountIds = located.seed.accounts.map(({ id }) => id);
  const firstStart = { accountIds, profiles: profilesOf(located.seed), root };
  onFilling();
  await applySeed(installation, located, () => keep(firstStart));
  return { firstStart };
}

/** Reads a seed that is not needed. A server that has its data starts, whatever has become of the file. */
async function judgeSeed(file: string, variables: Variables): Promise<IgnoredSeed> {
  try {
    await locateSeed(file, variables);
    return { file, mistake: undefined };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { file, mistake: error.message };
  }
}

async function planSeed(
  { services }: Installation,
  seedFile: string | undefined,
  { firstSeed, variables }: Pick<Seeding, "firstSeed" | "variables">,
): Promise<Plan> {
  if (seedFile !== undefined) {
    return { located: await locateSeed(seedFile, variables), root: undefined };
  }
  const first = firstSeed();
  // Meanwhile what writes the seed is loaded.
  const [rootPasswordHash] = await Promise.all([first.rootPasswordHash, services.load("iam")]);
  const accounts = first.seed.accounts.map((account) => ({ ...account, rootPasswordHash }));
  return {
    located: locateNothing({ ...first.seed, accounts }),
    root: { email: first.email, password: first.rootPassword },
  };
}

/** Reads a seed file. @throws SeedError, ConfigurationError */
export async function locateSeed(file: string, variables: Variables): Promise<LocatedSeed> {
  // Loaded when there is a file: most starts find a store and read none.
  const { loadSeed } = await import("./sources/load-seed.ts");
  return loadSeed({ file, text: await readSeedFile(file), variables });
}

async function readSeedFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(`--seed ${file}: ${describeReadFailure(error)}.`);
  }
}
