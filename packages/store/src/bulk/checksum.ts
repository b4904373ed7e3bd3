/** What a table holds, in one number: the same in every engine that holds the same. */
import { createHash, type Hash } from "node:crypto";
import type { Held } from "../sql/column.ts";
import type { AnyTable } from "../sql/table.ts";
import type { Row } from "./held-row.ts";
import type { TableReader } from "./snapshot.ts";

export interface Checksum {
  readonly rows: number;
  /** SHA-256 in hexadecimal. */
  readonly sha256: string;
}

/** Rows have to come in the order of `selectTable`. */
export class ChecksumOf {
  readonly #names: readonly string[];
  readonly #hash: Hash = createHash("sha256");
  #rows = 0;

  constructor({ columns }: AnyTable) {
    this.#names = columns.map(({ name }) => name);
  }

  add(rows: readonly Row[]): void {
    for (const row of rows) for (const name of this.#names) hashValue(this.#hash, row[name]!);
    this.#rows += rows.length;
  }

  /** Once. */
  end(): Checksum {
    return { rows: this.#rows, sha256: this.#hash.digest("hex") };
  }
}

/** Each value with its kind and length, so that no two rows look alike. */
function hashValue(hash: Hash, held: Held): void {
  if (held === null) hash.update("-");
  else if (typeof held === "number") hash.update(`#${held};`);
  else if (typeof held === "string") hash.update(`"${Buffer.byteLength(held)};${held}`);
  else hash.update(`x${held.byteLength};`).update(held);
}

/**
 * A table in an order that both engines agree on: that of its records' making, where there is one, else that of its key, whose
 * texts both compare by their bytes.
 */
export function selectTable({ name, columns, key, isOrdered }: AnyTable): string {
  const list = columns.map((column) => `"${column.name}"`).join(", ");
  const order = isOrdered ? '"position"' : key.map((column) => `"${column}"`).join(", ");
  return `select ${list} from "${name}" order by ${order}`;
}

export async function checksumOf(reader: TableReader, table: AnyTable): Promise<Checksum> {
  const checksum = new ChecksumOf(table);
  for await (const rows of reader.select(selectTable(table))) checksum.add(rows);
  return checksum.end();
}
