/** Readers and writers of records that the change feed tells of by an id of their own. */
import { StoreError } from "../errors.ts";
import type { Subjects } from "../families.ts";
import type { Cascade } from "./family.ts";
import type { RowOf } from "./row.ts";
import type { SqlSession } from "./session.ts";
import type { Statement } from "./statement.ts";
import type { Table } from "./table.ts";

export type IdentifiedKind =
  | "organization"
  | "organizationalUnit"
  | "organizationPolicy"
  | "instance"
  | "oidcProvider"
  | "samlProvider"
  | "trustAnchor"
  | "rolesAnywhereProfile"
  | "registeredService"
  | "podIdentityCluster"
  | "podIdentityAssociation";

type IdOf<Kind extends IdentifiedKind> = Subjects[Kind]["id"];

/** How one family differs from the others. */
export interface IdentifiedFamily<Kind extends IdentifiedKind, Row> {
  readonly kind: Kind;
  readonly toRow: (record: Subjects[Kind]) => Row;
  readonly toRecord: (row: Row) => Subjects[Kind];
  readonly byId: Statement<{ id: IdOf<Kind> }, Row>;
  readonly insert: Statement<Row, unknown>;
  readonly update: Statement<Row, unknown>;
  readonly delete: Statement<{ id: IdOf<Kind> }, unknown>;
  /** What one is told of that is to be changed and is not there: `instance i-… in this account`. */
  readonly describe: (id: IdOf<Kind>) => string;
}

export function identifiedFamily<Kind extends IdentifiedKind, Fields extends { readonly id: IdOf<Kind> }>(
  kind: Kind,
  table: Table<string, Subjects[Kind], Fields>,
  describe: (id: IdOf<Kind>) => string,
): IdentifiedFamily<Kind, RowOf<Fields>> {
  const { toRow, toRecord } = table;
  return {
    kind,
    toRow,
    toRecord,
    byId: table.selectBy(["id"]) as IdentifiedFamily<Kind, RowOf<Fields>>["byId"],
    insert: table.insert(),
    update: table.update(),
    delete: table.deleteBy(["id"]) as IdentifiedFamily<Kind, RowOf<Fields>>["delete"],
    describe,
  };
}

export class Identified<Kind extends IdentifiedKind, Row extends object> {
  protected readonly session: SqlSession;
  readonly #cascade: Cascade;
  readonly #family: IdentifiedFamily<Kind, Row>;

  constructor(session: SqlSession, cascade: Cascade, family: IdentifiedFamily<Kind, Row>) {
    this.session = session;
    this.#cascade = cascade;
    this.#family = family;
  }

  async byId(id: IdOf<Kind>): Promise<Subjects[Kind] | undefined> {
    const row = await this.session.first(this.#family.byId, { id });
    return row && this.#family.toRecord(row);
  }

  async insert(record: Subjects[Kind]): Promise<void> {
    await this.session.send(this.#family.insert, this.#family.toRow(record));
    this.session.note(this.#family.kind, record.id);
  }

  async update(record: Subjects[Kind]): Promise<void> {
    const { kind, update, toRow } = this.#family;
    if ((await this.session.run(update, toRow(record))) === 0) throw this.#unknown(record.id);
    this.session.note(kind, record.id);
  }

  async delete(id: IdOf<Kind>): Promise<void> {
    const record = await this.byId(id);
    if (record === undefined) throw this.#unknown(id);
    await this.#cascade(this.session, this.#family.kind, record);
    await this.session.send(this.#family.delete, { id });
    this.session.note(this.#family.kind, id);
  }

  #unknown(id: IdOf<Kind>): StoreError {
    return new StoreError("conflict", `there is no ${this.#family.describe(id)} to change`);
  }
}
