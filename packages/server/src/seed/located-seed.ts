import { type Seed, SeedError } from "./seed.ts";
import { formatSeedPath, type SeedPath } from "./seed-path.ts";

/** A seed with the way back from a path to the line that it came from. */
export interface LocatedSeed {
  readonly seed: Seed;
  /** Names file, line and path, then the message. */
  fail(path: SeedPath, message: string): SeedError;
}

/** A seed that the program made itself. */
export function locateNothing(seed: Seed): LocatedSeed {
  return { seed, fail: (path, message) => new SeedError(`${formatSeedPath(path)}: ${message}`) };
}
