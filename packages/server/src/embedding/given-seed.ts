import { readFile } from "node:fs/promises";
import { Mistake } from "../mistake.ts";
import type { LocatedSeed } from "../seed/located-seed.ts";
import { SeedError } from "../seed/seed-error.ts";
import { formatSeedPath } from "../seed/seed-path.ts";
import type { Variables } from "../seed/sources/substitute-variables.ts";

/** A seed as a program has it: a value, the text of a seed file, or the file. */
export interface GivenSeed {
  readonly seed?: object | string | undefined;
  readonly seedFile?: string | undefined;
}

/** What messages name where the seed stands in no file. */
const NAMELESS = "seed";

/**
 * Reads it once, whatever becomes of the file or the value; undefined where none was given.
 * @param variables that a text may name, which a value that a program made has no need of
 * @throws SeedError with the place of the first thing that is wrong; Mistake where two were given, or the file cannot be read
 */
export async function readGivenSeed(
  { seed, seedFile }: GivenSeed,
  variables: Variables,
): Promise<LocatedSeed | undefined> {
  if (seed !== undefined && seedFile !== undefined)
    throw new Mistake("seed and seedFile exclude each other.");
  if (seedFile === undefined && seed === undefined) return undefined;
  if (seedFile !== undefined || typeof seed === "string") {
    const { loadSeed } = await import("../seed/sources/load-seed.ts");
    const text = typeof seed === "string" ? seed : await readText(seedFile ?? "");
    return loadSeed({ file: seedFile ?? NAMELESS, text, variables });
  }
  const { checkSeed } = await import("../seed/read-seed.ts");
  return checkSeed({
    value: copyValue(seed),
    fail: (path, message) => new SeedError(`${NAMELESS}: ${formatSeedPath(path)}: ${message}`),
    describe: formatSeedPath,
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Mistake(`seedFile ${file} cannot be read: ${(error as Error).message}.`);
  }
}

/** As JSON has it: what stands there later, or is no data, is none of the seed. */
function copyValue(seed: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(seed) ?? "null");
  } catch (error) {
    throw new SeedError(
      `${NAMELESS}: (top level): this cannot be written as JSON: ${(error as Error).message}.`,
    );
  }
}
