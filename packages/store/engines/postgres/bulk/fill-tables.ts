/** Rows into tables that are empty and have no rules, and then their rules. */
import type { Client } from "pg";
import type { RowCount } from "../../../src/bulk/row-count.ts";
import { watchSource } from "../../../src/bulk/source-failure.ts";
import type { LoadOptions } from "../../../src/bulk/table-rows.ts";
import type { AnyTable } from "../../../src/sql/table.ts";
import { CopyText } from "./copy-text.ts";
import { Copying } from "./copying.ts";
import { SendQueue } from "./send-queue.ts";

/** Sent together. */
const SENT_BYTES = 256 * 1024;

interface FillParts {
  readonly client: Client;
  /** By table, in their order: what makes their rules. */
  readonly rules: ReadonlyMap<string, readonly string[]>;
  readonly count: RowCount;
}

/**
 * The server makes a table's rules while rows of the tables behind it are made here: both take as long as each other.
 * @throws SourceFailure where batches break off; what the driver throws
 */
export async function fillTables(parts: FillParts, batches: LoadOptions["batches"]): Promise<void> {
  const filling = new Filling(parts);
  try {
    for await (const { table, rows } of watchSource(batches)) {
      await filling.add(table, rows);
      parts.count.add(table.name, rows.length);
    }
    await filling.end();
  } catch (error) {
    await filling.abandon();
    throw error;
  }
}

class Filling {
  readonly #client: Client;
  readonly #queue = new SendQueue();
  readonly #rules: [table: string, make: readonly string[]][];
  #table: AnyTable | undefined;
  #text: CopyText | undefined;
  #copying: Copying | undefined;

  constructor({ client, rules }: FillParts) {
    this.#client = client;
    this.#rules = [...rules];
  }

  async add(table: AnyTable, rows: Parameters<CopyText["add"]>[0]): Promise<void> {
    if (this.#table !== table) {
      await this.#endTable();
      await this.#makeRulesBefore(table.name);
      await this.#beginTable(table);
    }
    this.#text!.add(rows);
    if (this.#text!.byteLength >= SENT_BYTES) await this.#send();
  }

  async end(): Promise<void> {
    await this.#endTable();
    await this.#makeRulesBefore(undefined);
    await this.#queue.end();
  }

  async abandon(): Promise<void> {
    await this.#queue.abandon();
    this.#copying?.abandon();
  }

  async #beginTable(table: AnyTable): Promise<void> {
    this.#table = table;
    this.#text = new CopyText(table);
    await this.#queue.add(async () => {
      this.#copying = new Copying(this.#client, table);
    });
  }

  async #send(): Promise<void> {
    const bytes = this.#text!.take();
    await this.#queue.add(() => this.#copying!.send(bytes), bytes.length);
  }

  async #endTable(): Promise<void> {
    if (this.#table === undefined) return;
    await this.#send();
    await this.#queue.add(async () => {
      await this.#copying?.end();
      this.#copying = undefined;
    });
  }

  /** Of tables that get no more rows. Where rows come out of order, theirs are made before them, and all takes longer. */
  async #makeRulesBefore(table: string | undefined): Promise<void> {
    const end = this.#rules.findIndex(([name]) => name === table);
    if (table !== undefined && end === -1) return;
    const due = this.#rules.splice(0, end === -1 ? this.#rules.length : end);
    if (due.length === 0) return;
    const statements = [
      ...due.flatMap(([, make]) => make),
      `analyze ${due.map(([name]) => name).join(", ")}`,
    ];
    await this.#queue.add(() => this.#client.query(statements.join(";")));
  }
}
