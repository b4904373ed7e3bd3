import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { SeedError } from "./seed-error.ts";

/** The largest document that an operation takes has ten million characters. */
const MAX_BYTES = 40_000_000;

/**
 * The text of a file that a seed names.
 * @param folder of the seed's own file; absent where it has none
 * @throws SeedError without a place, which is for who called to tell
 */
export async function readBeside(folder: string | undefined, name: string): Promise<string> {
  if (folder === undefined) throw new SeedError("this seed stands in no file: no other file is beside it.");
  const path = resolve(folder, name);
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new SeedError(`${path} cannot be read (${error.code}).`);
  });
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new SeedError(`${path} has more than ${MAX_BYTES} bytes.`);
    return await file.readFile("utf8").catch((error: NodeJS.ErrnoException) => {
      throw new SeedError(`${path} cannot be read (${error.code}).`);
    });
  } finally {
    await file.close();
  }
}
