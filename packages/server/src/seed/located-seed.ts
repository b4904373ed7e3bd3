import type { Seed } from "./seed.ts";
import { SeedError } from "./seed-error.ts";
import { formatSeedPath, type SeedPath } from "./seed-path.ts";

/** A seed with the way back from a path to the line that it came from. */
export interface LocatedSeed {
  readonly seed: Seed;
  /** Where the file is that says what stands at a path; absent, or undefined, where it stands in none. */
  readonly folderOf?: (path: SeedPath) => string | undefined;
  /**
   * Names file, line and path, then the message.
   * @param offset where in a text that has lines of its own, such as a policy document in a block.
   */
  fail(path: SeedPath, message: string, offset?: number): SeedError;
  /** The path, with its line where the seed came from a file. */
  describe(path: SeedPath): string;
}

/** A seed that the program made itself. */
export function locateNothing(seed: Seed): LocatedSeed {
  return {
    seed,
    fail: (path, message) => new SeedError(`${formatSeedPath(path)}: ${message}`),
    describe: formatSeedPath,
  };
}
