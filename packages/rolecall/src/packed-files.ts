import { open, readFile } from "node:fs/promises";

/** Path → where its JSON begins in the pack, and how many bytes it has. */
export type PackIndex = Readonly<Record<string, readonly [offset: number, bytes: number]>>;

export const PACK_INDEX = "index.json";
export const PACK = "pack.jsonl";

/**
 * Many files of JSON that lie in one, so that npm need not write each. The index is read at the first question, what is asked for each time.
 * @param folder where index and pack are; ends with a slash
 * @returns reads one of the files, by the parts of its path; rejects with an Error where there is none
 */
export function openPack(folder: URL): (path: readonly string[]) => Promise<unknown> {
  let index: Promise<PackIndex> | undefined;
  return async (path) => {
    index ??= readFile(new URL(PACK_INDEX, folder), "utf8").then((text) => JSON.parse(text) as PackIndex);
    const name = path.join("/");
    const known = await index;
    const place = Object.hasOwn(known, name) ? known[name] : undefined;
    if (place === undefined) throw new Error(`${name} is not in the pack.`);
    return JSON.parse(await readSlice(new URL(PACK, folder), place));
  };
}

async function readSlice(file: URL, [offset, bytes]: PackIndex[string]): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, offset);
    if (bytesRead !== bytes) throw new Error(`${file.pathname} is cut short.`);
    return buffer.toString("utf8");
  } finally {
    await handle.close();
  }
}
