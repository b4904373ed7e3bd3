/** Rows into tables that are empty, whose rules are laid aside for them. */
import type { Client } from "pg";
import type { RowCount } from "../../../src/bulk/row-count.ts";
import { watchSource } from "../../../src/bulk/source-failure.ts";
import type { LoadOptions } from "../../../src/bulk/table-rows.ts";
import type { AnyTable } from "../../../src/sql/table.ts";
import { CopyText } from "./copy-text.ts";
import { Copying } from "./copying.ts";
import { layRulesAside, type Rule } from "./rules.ts";
import { SendQueue } from "./send-queue.ts";

/** Sent together. */
const SENT_BYTES = 256 * 1024;

interface FillParts {
  readonly client: Client;
  /** All that may get rows, what refers to another after it. */
  readonly tables: readonly string[];
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
  readonly #place: ReadonlyMap<string, number>;
  readonly #filled = new Set<string>();
  /** INVARIANT: what the server has at a step is looked at in that step, since rows are ahead of it. */
  #aside: readonly Rule[] = [];
  #table: AnyTable | undefined;
  #text: CopyText | undefined;
  #copying: Copying | undefined;

  constructor({ client, tables }: FillParts) {
    this.#client = client;
    this.#place = new Map(tables.map((name, place) => [name, place]));
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
    await this.#queue.add(() => this.#make(({ isForeignKey }) => !isForeignKey));
    await this.#queue.add(() => this.#make(() => true));
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
      await this.#makeRoom(table.name);
      this.#copying = new Copying(this.#client, table);
    });
  }

  /** A table that is emptied in the transaction that fills it is written as if its rows had always been there. */
  async #makeRoom(table: string): Promise<void> {
    if (this.#filled.has(table)) return;
    this.#filled.add(table);
    this.#aside = [...this.#aside, ...(await layRulesAside(this.#client, table))];
    await this.#client.query(`truncate ${table} restart identity`);
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

  /** Of tables that get no more rows. Where rows come out of order, all takes longer. Foreign keys wait for every table. */
  async #makeRulesBefore(table: string): Promise<void> {
    const end = this.#placeOf(table);
    await this.#queue.add(() =>
      this.#make(({ table: of, isForeignKey }) => !isForeignKey && this.#placeOf(of) < end),
    );
  }

  async #make(isDue: (rule: Rule) => boolean): Promise<void> {
    const due = this.#aside.filter(isDue);
    if (due.length === 0) return;
    this.#aside = this.#aside.filter((rule) => !due.includes(rule));
    await this.#client.query(due.map(({ make }) => make).join(";"));
  }

  #placeOf(table: string): number {
    const place = this.#place.get(table);
    if (place === undefined) throw new Error(`There is no table ${table} to fill.`);
    return place;
  }
}
