import { resolve } from "node:path";
import { askHealth } from "../../installation/ask-health.ts";
import { credentialsFile, readProfiles } from "../../installation/credentials-file.ts";
import { findEndpoint } from "../../installation/find-endpoint.ts";
import { Mistake } from "../../mistake.ts";
import { readUrl } from "../../read-url.ts";
import type { CommandIo } from "../command.ts";
import { DEFAULT_ENDPOINT } from "../default-endpoint.ts";
import { quoteForShell } from "../shell.ts";
import type { Exported } from "./client-environment.ts";
import { findProfile, type Profiles, type Wanted } from "./find-profile.ts";

interface Asked extends Wanted {
  readonly data: string;
  readonly seed: string | undefined;
  readonly endpoint: string | undefined;
}

/** A client of a server that answers: who it is, and where that is. */
export type ChosenClient = Exported & Required<Pick<Exported, "key" | "endpoint">>;

/** @throws Mistake where there is no such key, or no server */
export async function chooseClient(asked: Asked, io: CommandIo): Promise<ChosenClient> {
  if (asked.seed !== undefined) return ofSeed(asked, asked.seed, io);
  const file = credentialsFile(asked.data);
  const { key } = findProfile({ source: file, all: readProfiles(asked.data) }, asked);
  const named = readUrl("--endpoint", asked.endpoint);
  const at = named === undefined ? await findListening(asked.data) : await reach(named);
  return { ...at, key, credentialsFile: resolve(file) };
}

async function ofSeed(asked: Asked, file: string, { environment }: CommandIo): Promise<ChosenClient> {
  const { key } = findProfile(await readSeedProfiles(file, environment), asked);
  const endpoint =
    readUrl("--endpoint", asked.endpoint) ??
    readUrl("AWS_ENDPOINT_URL", environment.AWS_ENDPOINT_URL || undefined) ??
    DEFAULT_ENDPOINT;
  return { ...(await reach(endpoint)), key };
}

async function readSeedProfiles(file: string, variables: CommandIo["environment"]): Promise<Profiles> {
  // Loaded when a seed is named: there is much behind it.
  const { locateSeed } = await import("../../seed/prepare-store.ts");
  const { profilesOf } = await import("../../seed/seed-profiles.ts");
  const { seed } = await locateSeed(file, variables);
  return { source: file, all: profilesOf(seed) };
}

type At = Pick<Exported, "endpoint" | "region">;

const ANSWER_MS = 5_000;

async function reach(endpoint: string): Promise<At> {
  try {
    const { region } = await askHealth(endpoint, ANSWER_MS);
    return { endpoint, region };
  } catch (error) {
    throw new Mistake(`nobody of Rolecall answers at ${endpoint}: ${(error as Error).message}`);
  }
}

async function findListening(dataFolder: string): Promise<At> {
  const { listening, silent } = await findEndpoint(dataFolder);
  if (listening !== undefined) return listening;
  const nobody =
    silent.length === 0
      ? `no server runs on the data folder ${dataFolder}.`
      : `nobody answers for the data folder ${dataFolder} at ${silent.join(", ")}.`;
  throw new Mistake(`${nobody} Start it with: npx rolecall start --data ${quoteForShell(dataFolder)}`);
}
