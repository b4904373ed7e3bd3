import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Fonts are compressed already. */
const COMPRESSIBLE = /\.(?:js|css|svg|json)$/;
/** Below it a header costs as much as is won. */
const SMALLEST_BYTES = 1_000;

/**
 * Writes `NAME.br` and `NAME.gz` beside what is smaller so, once, where a server would do it for each start.
 * @returns the encodings of each file, by its name.
 */
export async function compressAssets(folder: string): Promise<Record<string, readonly string[]>> {
  const names = (await readdir(folder)).sort();
  const entries = await Promise.all(
    names.map(async (name) => [name, await compressAsset(join(folder, name))] as const),
  );
  return Object.fromEntries(entries);
}

async function compressAsset(path: string): Promise<readonly string[]> {
  const bytes = await readFile(path);
  if (!COMPRESSIBLE.test(path) || bytes.length < SMALLEST_BYTES) return [];
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, quality),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
  return ["br", "gzip"];
}
