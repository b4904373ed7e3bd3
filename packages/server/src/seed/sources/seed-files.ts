import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { describeReadFailure } from "../../describe-read-failure.ts";
import { SeedError } from "../seed-error.ts";

/** All files of a seed together; a seed itself is held to the same. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 1_000;
/** Of a pipe, opening would wait for who writes to it, which may be nobody. */
const WITHOUT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK;

/** Reads the files that a seed is made of, within a bound of their number and of all their bytes. */
export class SeedFiles {
  #bytes = 0;
  #files = 0;

  /** @throws SeedError without a place, which is for who called to tell */
  async read(path: string): Promise<string> {
    this.#files += 1;
    if (this.#files > MOST_FILES) throw new SeedError(`a seed has at most ${MOST_FILES} files.`);
    const file = await open(path, WITHOUT_WAITING).catch((error: unknown) => {
      throw new SeedError(`${path} cannot be read: ${describeReadFailure(error)}.`);
    });
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw new SeedError(`${path} is no file.`);
      this.#bytes += stat.size;
      if (this.#bytes > MOST_BYTES) throw new SeedError("the files of a seed have at most 64 MiB together.");
      return new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
    } catch (error) {
      if (error instanceof SeedError) throw error;
      throw new SeedError(
        error instanceof TypeError
          ? `${path} is not UTF-8.`
          : `${path} cannot be read: ${describeReadFailure(error)}.`,
      );
    } finally {
      await file.close();
    }
  }
}
