/** Reads files out of a zip archive. Format: PKWARE APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16; no Zip64. */
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const endOfDirectory = { signature: 0x06054b50, size: 22 };
const directoryEntry = { signature: 0x02014b50, size: 46 };
const fileHeaderSize = 30;
const deflated = 8;

export interface ZipEntry {
  readonly name: string;
  /** Inflates the file's content. */
  read(): Buffer;
}

/** The entries of an archive, in the order of its directory. Throws if the file is no zip archive. */
export function* readZip(file: string): Generator<ZipEntry> {
  const archive = readFileSync(file);
  const end = findEndOfDirectory(archive, file);
  let position = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(position) !== directoryEntry.signature) {
      throw new Error(`${file}: the zip directory is damaged at byte ${position}`);
    }
    const nameEnd = position + directoryEntry.size + archive.readUInt16LE(position + 28);
    const entry = position;
    yield {
      name: archive.toString("utf8", position + directoryEntry.size, nameEnd),
      read: () => readEntry(archive, entry),
    };
    position = nameEnd + archive.readUInt16LE(position + 30) + archive.readUInt16LE(position + 32);
  }
}

function findEndOfDirectory(archive: Buffer, file: string): number {
  // A comment of up to 65,535 bytes may follow the record.
  const first = Math.max(0, archive.length - endOfDirectory.size - 0xffff);
  for (let at = archive.length - endOfDirectory.size; at >= first; at--) {
    if (archive.readUInt32LE(at) === endOfDirectory.signature) return at;
  }
  throw new Error(`${file}: not a zip archive`);
}

function readEntry(archive: Buffer, entry: number): Buffer {
  const header = archive.readUInt32LE(entry + 42);
  const start =
    header + fileHeaderSize + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const content = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  return archive.readUInt16LE(entry + 10) === deflated ? inflateRawSync(content) : content;
}
