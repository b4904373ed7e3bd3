/** What tables hold sealed by data keys, read and sealed anew in one way. */
import type { Page, PageRequest } from "../records/page.ts";
import type { SealedBox } from "../records/sealed-box.ts";
import type { Held } from "./column.ts";
import { pageOf } from "./page.ts";
import type { SqlSession } from "./session.ts";
import { type AnySchema, statementsOf } from "./statement.ts";
import type { PageRange } from "./table-statements.ts";

interface SealedColumnDefinition {
  readonly table: string;
  /** The columns that find a row: one; or two, of which the first is the account's id, which holds no space. */
  readonly key: readonly [string] | readonly ["account_id", string];
  /** The column that is sealed. Where it holds nothing, there is no box. */
  readonly sealed: string;
  /** Whether the last part of the key is what the box opens with, and not the whole. */
  readonly opensWithId: boolean;
}

type Row = Readonly<Record<string, Held>>;

/** One column of one table, which is sealed. */
export class SealedColumn {
  readonly #definition: SealedColumnDefinition;
  readonly #page;
  readonly #reseal;

  constructor(definition: SealedColumnDefinition) {
    this.#definition = definition;
    this.#page = pageStatement(definition);
    this.#reseal = resealStatement(definition);
  }

  boxes(session: SqlSession, request: PageRequest): Promise<Page<SealedBox>> {
    const fetch = (after: string, limit: number) =>
      session.all(this.#page, { ...this.#partsOf(after), after, limit });
    return pageOf(request, fetch, {
      keyOf: (row) => this.#keyOf(row),
      toItem: (row) => this.#toBox(row),
    });
  }

  async reseal(session: SqlSession, { key, sealed }: SealedBox, to: Uint8Array): Promise<boolean> {
    return (await session.run(this.#reseal, { ...this.#partsOf(key), from: sealed, to })) > 0;
  }

  #toBox(row: Row): SealedBox {
    const { key, sealed, opensWithId } = this.#definition;
    const whole = this.#keyOf(row);
    const context = opensWithId ? String(row[key.at(-1)!]) : whole;
    return { key: whole, context, sealed: row[sealed] as Uint8Array };
  }

  #keyOf(row: Row): string {
    return this.#definition.key.map((column) => row[column]).join(" ");
  }

  /** The parts of a key that is one text, by their columns. */
  #partsOf(whole: string): Row {
    const [first, second] = this.#definition.key;
    if (second === undefined) return { [first]: whole };
    const space = whole.indexOf(" ");
    return { [first]: whole.slice(0, Math.max(0, space)), [second]: whole.slice(space + 1) };
  }
}

function pageStatement({ table, key, sealed }: SealedColumnDefinition) {
  const [first, second] = key;
  return statementsOf<AnySchema>(table)<PageRange & Row>()("pageOfSealed", (db, p) => {
    const query = db
      .selectFrom(table)
      .select([...key, sealed])
      .where(sealed, "is not", null)
      .limit(p.limit);
    if (second === undefined) return query.where(first, ">", p[first]!).orderBy(first);
    return query
      .where((eb) => eb(eb.refTuple(first, second), ">", eb.tuple(p[first]!, p[second]!)))
      .orderBy(first)
      .orderBy(second);
  });
}

function resealStatement({ table, key, sealed }: SealedColumnDefinition) {
  return statementsOf<AnySchema>(table)<Row>()("reseal", (db, p) =>
    key.reduce(
      (query, column) => query.where(column, "=", p[column]!),
      db
        .updateTable(table)
        .set({ [sealed]: p.to! })
        .where(sealed, "=", p.from!),
    ),
  );
}
