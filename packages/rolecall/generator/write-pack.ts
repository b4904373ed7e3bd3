import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACK, PACK_INDEX, type PackIndex } from "../src/packed-files.ts";

export interface PackedFile {
  /** By which it is asked for. */
  readonly name: string;
  /** On the disk. */
  readonly path: string;
}

/** Writes many files of JSON as one, without their white space, and an index of them, for `openPack`. */
export function writePack(files: readonly PackedFile[], folder: string): void {
  const index: Record<string, PackIndex[string]> = {};
  const lines: Buffer[] = [];
  let offset = 0;
  for (const { name, path } of files) {
    const line = Buffer.from(`${JSON.stringify(JSON.parse(readFileSync(path, "utf8")))}\n`);
    index[name] = [offset, line.length - 1];
    lines.push(line);
    offset += line.length;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PACK), Buffer.concat(lines));
  writeFileSync(join(folder, PACK_INDEX), JSON.stringify(index));
}
