import { deepEqual, throws } from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { readZip } from "./zip.ts";

const files = [
  { name: "plain.txt", content: "stored as it is", isDeflated: false },
  { name: "folder/long.txt", content: "again ".repeat(1000), isDeflated: true },
  { name: "folder/é.json", content: "{}", isDeflated: true },
];

test("stored and deflated files are read, with a comment behind them", (context) => {
  const file = temporaryFile(context, zipOf("a comment"));
  const read = [...readZip(file)].map((entry) => ({
    name: entry.name,
    content: entry.read().toString("utf8"),
  }));
  deepEqual(
    read,
    files.map(({ name, content }) => ({ name, content })),
  );
});

test("what is no archive is refused", (context) => {
  const file = temporaryFile(context, Buffer.from("This is long enough to be one, and is not an archive."));
  throws(() => [...readZip(file)], /not a zip archive/);
});

test("a directory that points nowhere is refused", (context) => {
  const archive = zipOf("");
  archive.writeUInt32LE(0, archive.length - 6);
  const file = temporaryFile(context, archive);
  throws(() => [...readZip(file)], /directory is damaged/);
});

function temporaryFile(context: { after(done: () => void): void }, content: Buffer): string {
  const directory = mkdtempSync(join(tmpdir(), "rolecall-zip-"));
  context.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, "archive.zip");
  writeFileSync(file, content);
  return file;
}

/** Only the fields that are read are written. */
function zipOf(comment: string): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isDeflated } of files) {
    const data = isDeflated ? deflateRawSync(content) : Buffer.from(content);
    const nameBytes = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(isDeflated ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(header, nameBytes, data);
    directory.push(entry, nameBytes);
    offset += header.length + nameBytes.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...bodies, ...directory, end, Buffer.from(comment)]);
}
