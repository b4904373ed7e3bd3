/**
 * Rows as COPY's text takes them, written straight into the bytes that are sent: a million rows are a dozen million values, and
 * none of them becomes a string of its own on the way. https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
import type { Row } from "../../../src/bulk/held-row.ts";
import { StoreError } from "../../../src/errors.ts";
import type { Held } from "../../../src/sql/column.ts";
import type { AnyTable } from "../../../src/sql/table.ts";

const [TAB, NEWLINE, BACKSLASH] = [0x09, 0x0a, 0x5c];
const NULL = "\\N";
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Characters that stand as they are, a byte each: all of ASCII but control characters and the backslash. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => (code >= 0x20 && code !== BACKSLASH ? 1 : 0));

/** Longer texts are written by the runtime, which starts slowly and runs fast. */
const LOOP_MAX = 512;
/** UTF-8 of a UTF-16 unit, and nothing that is escaped takes more. */
const BYTES_PER_UNIT_MAX = 3;
const FIRST_BYTES = 64 * 1024;

export class CopyText {
  readonly #table: AnyTable;
  #bytes: Buffer;
  #length = 0;

  constructor(table: AnyTable, bytes = FIRST_BYTES) {
    this.#table = table;
    this.#bytes = Buffer.allocUnsafeSlow(bytes);
  }

  get byteLength(): number {
    return this.#length;
  }

  /** @throws StoreError "conflict" that names the row, where a text holds what PostgreSQL does not take */
  add(rows: readonly Row[]): void {
    const { columns } = this.#table;
    for (const row of rows) {
      for (let index = 0; index < columns.length; index++) {
        if (index > 0) this.#putByte(TAB);
        const { name } = columns[index]!;
        const held = row[name]!;
        if (typeof held !== "string") this.#putText(textOf(held));
        else if (!this.#putPlain(held)) this.#putEscaped(row, name, held);
      }
      this.#putByte(NEWLINE);
    }
  }

  /** What was added since the last time. It is the caller's now. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafeSlow(this.#bytes.length);
    this.#length = 0;
    return taken;
  }

  #putByte(byte: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = byte;
  }

  /** Looks at each character and writes it at once. Answers false, having written nothing, where one is not plain. */
  #putPlain(text: string): boolean {
    if (text.length > LOOP_MAX) return false;
    this.#makeRoom(text.length);
    const bytes = this.#bytes;
    const start = this.#length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f || PLAIN[code] === 0) return false;
      bytes[start + index] = code;
    }
    this.#length = start + text.length;
    return true;
  }

  #putEscaped(row: Row, column: string, text: string): void {
    if (text.includes("\0")) throw noNul(this.#table, row, column);
    this.#putText(text.replace(/[\\\n\r\t]/g, (each) => ESCAPES[each]!));
  }

  #putText(text: string): void {
    this.#makeRoom(text.length * BYTES_PER_UNIT_MAX);
    this.#length += this.#bytes.write(text, this.#length);
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#length + bytes));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

function textOf(held: Exclude<Held, string>): string {
  if (held === null) return NULL;
  if (typeof held === "number") return String(held);
  return `\\\\x${Buffer.from(held.buffer, held.byteOffset, held.byteLength).toString("hex")}`;
}

function noNul({ name, key }: AnyTable, row: Row, column: string): StoreError {
  return new StoreError(
    "conflict",
    `${name} ${key.map((each) => row[each]).join(" ")}: its ${column} holds a NUL, which PostgreSQL does not take`,
  );
}
