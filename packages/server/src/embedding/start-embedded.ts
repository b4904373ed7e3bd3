import type { AuditRecord } from "@rolecall/operations";
import type { MovableClock } from "../clock/movable-clock.ts";
import { openSurroundings } from "../command/process.ts";
import { explainSystemError } from "../command/system-error.ts";
import { type Configuration, readConfiguration } from "../configuration.ts";
import { homeRegion } from "../installation/regions.ts";
import { Mistake } from "../mistake.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import { type ProgramAlone, startProgram } from "../program.ts";
import { type FoundDenial, findDenials } from "./find-denials.ts";
import { type GivenSeed, readGivenSeed } from "./given-seed.ts";
import { readVolumes } from "./read-volumes.ts";
import { createKeyFinder, type FindSeedKey } from "./seed-keys.ts";

export interface EmbeddedOptions extends GivenSeed {
  /** 0 takes any that is free. */
  readonly port: number;
  /** Further options, as `rolecall start` takes them. */
  readonly startOptions: readonly string[];
  /** Told what went wrong inside; where undefined it is written to stderr. */
  readonly onError: ((message: string) => void) | undefined;
}

/** An installation in the memory of this process. */
export interface Embedded {
  readonly endpoint: string;
  readonly region: string;
  readonly findKey: FindSeedKey;
  readonly clock: MovableClock;
  /** Back to the seed and to the machine's clock. */
  reset(): Promise<void>;
  /** What was recorded since the start or the last reset, the oldest first. */
  audit(): Promise<readonly AuditRecord[]>;
  /** What policies denied since then, the oldest first. */
  denials(): Promise<readonly FoundDenial[]>;
  /** Once, however often it is asked for. */
  close(): Promise<void>;
}

/** What these say is said by other means here, or cannot be: nothing is kept, and nobody is there for a second process. */
const EXCLUDED: ReadonlySet<string> = new Set([
  "data",
  "database",
  "read-database",
  "seed",
  "port",
  "workers",
]);

/**
 * Starts the program in this process, with everything in memory.
 * @throws Mistake with what is wrong, in a sentence; nothing is left behind then
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const surroundings = surroundingsOf(options);
  const configuration = readEmbedded(options);
  const seed = await readGivenSeed(options, surroundings.environment);
  try {
    const program = await startProgram(configuration, surroundings, { seed });
    return embed(program, createKeyFinder(seed?.seed ?? program.lasting.firstSeed().seed));
  } catch (error) {
    throw explainSystemError(error);
  }
}

function surroundingsOf({ onError }: EmbeddedOptions): ProgramSurroundings {
  const surroundings = openSurroundings({ stderr: process.stderr, environment: process.env });
  return { ...surroundings, logError: onError ?? surroundings.logError };
}

/** What is in the environment is meant for a program of its own: it is not looked at. */
function readEmbedded({ port, startOptions }: EmbeddedOptions): Configuration {
  const excluded = startOptions
    .map((option) => /^--([a-z-]+)/.exec(option)?.[1] ?? "")
    .find((name) => EXCLUDED.has(name));
  if (excluded !== undefined)
    throw new Mistake(`startOptions: --${excluded} is none of an installation in memory.`);
  const ephemeral = startOptions.includes("--ephemeral") ? [] : ["--ephemeral"];
  return readConfiguration([...ephemeral, "--port", String(port), ...startOptions], {});
}

function embed(program: ProgramAlone, findKey: FindSeedKey): Embedded {
  const { endpoint, standing, lasting, movableClock: clock } = program;
  const { volumes } = lasting.audit;
  if (clock === undefined || volumes === undefined) throw new Error("What is embedded is in memory.");
  let closing: Promise<void> | undefined;
  const audit = () => readVolumes(volumes);
  return {
    endpoint,
    region: homeRegion(),
    findKey,
    clock,
    reset: program.reset,
    audit,
    denials: async () => findDenials(standing.running().installation, await audit()),
    close() {
      closing ??= program.close();
      return closing;
    },
  };
}
