/** Readers and writers of the families that have names and paths. */
import { StoreError } from "../errors.ts";
import type { SubjectKind, Subjects } from "../families.ts";
import type { EntityListRequest, EntityWriter } from "../records/entity.ts";
import type { AccountId, UniqueId } from "../records/identifier.ts";
import type { Page, PageRequest } from "../records/page.ts";
import type { Held } from "./column.ts";
import { type EntityStatements, entityStatements, isEverything } from "./entity-statements.ts";
import type { EntityFields } from "./entity-table.ts";
import type { Cascade } from "./family.ts";
import { foldName } from "./fold-name.ts";
import { pageOf } from "./page.ts";
import type { RowOf } from "./row.ts";
import type { SqlSession } from "./session.ts";
import type { Table } from "./table.ts";

export type EntityKind = "user" | "group" | "role" | "instanceProfile" | "policy" | "serverCertificate";

/** How one family differs from the others. */
export interface EntityFamily<Kind extends EntityKind, Row> {
  readonly kind: Kind;
  readonly toRow: (record: Subjects[Kind]) => Row;
  readonly toRecord: (row: Row) => Subjects[Kind];
  readonly listed: Listing<Subjects[Kind]>;
  readonly statements: EntityStatements<Row>;
  /** What the change feed calls it. */
  readonly subjectOf: (record: Subjects[Kind]) => string;
}

/** How a list is read. */
interface Listing<Entity> {
  readonly nameOf: (tuple: readonly Held[]) => string;
  readonly toRecord: (tuple: readonly Held[]) => Entity;
}

interface EntityChoices<Kind extends EntityKind, Fields> {
  readonly subjectOf?: (record: Subjects[Kind]) => string;
  /** The fields that lists read, where others may be large. */
  readonly listed?: readonly (keyof Fields & string)[];
}

export function entityFamily<Kind extends EntityKind, Fields extends EntityFields>(
  kind: Kind,
  table: Table<string, Subjects[Kind], Fields>,
  { subjectOf = ({ id }) => id, listed }: EntityChoices<Kind, Fields> = {},
): EntityFamily<Kind, RowOf<Fields>> {
  const { toRow, toRecord } = table;
  const statements = entityStatements(table, listed);
  const place = statements.listed.indexOf("name");
  const nameOf = (tuple: readonly Held[]) => tuple[place] as string;
  const listing = { nameOf, toRecord: table.readerOf(statements.listed) };
  return { kind, toRow, toRecord, listed: listing, statements, subjectOf };
}

/** INVARIANT: `Listed` is what a record holds in the fields that the family lists. */
export class Entities<
  Kind extends EntityKind,
  Row extends RowOf<EntityFields>,
  Listed extends Partial<Subjects[Kind]> = Subjects[Kind],
> implements Omit<EntityWriter<Subjects[Kind]>, "list">
{
  readonly #session: SqlSession;
  readonly #cascade: Cascade;
  readonly #family: EntityFamily<Kind, Row>;

  constructor(session: SqlSession, cascade: Cascade, family: EntityFamily<Kind, Row>) {
    this.#session = session;
    this.#cascade = cascade;
    this.#family = family;
  }

  async byId(id: UniqueId): Promise<Subjects[Kind] | undefined> {
    const row = await this.#session.first(this.#family.statements.byId, { id });
    return row && this.#family.toRecord(row);
  }

  async byName(accountId: AccountId, name: string): Promise<Subjects[Kind] | undefined> {
    const row = await this.#session.first(this.#family.statements.byName, {
      accountId,
      nameKey: foldName(name),
    });
    return row && this.#family.toRecord(row);
  }

  list(accountId: AccountId, request: EntityListRequest): Promise<Page<Listed>> {
    const fetch = (after: string, limit: number) =>
      this.#rows(accountId, request.pathPrefix, { after, limit });
    const { nameOf, toRecord } = this.#family.listed;
    return pageOf(request, fetch, {
      keyOf: (tuple) => keyOf({ name: nameOf(tuple) }),
      toItem: (tuple) => toRecord(tuple) as Partial<Subjects[Kind]> as Listed,
    });
  }

  #rows(
    accountId: AccountId,
    pathPrefix: string | undefined,
    range: Required<PageRequest>,
  ): Promise<readonly (readonly Held[])[]> {
    const { list, listUnderPath } = this.#family.statements;
    return isEverything(pathPrefix)
      ? this.#session.tuples(list, { accountId, ...range })
      : this.#session.tuples(listUnderPath, { accountId, pathPrefix, ...range });
  }

  async insert(record: Subjects[Kind]): Promise<void> {
    const { kind, statements, toRow, subjectOf } = this.#family;
    await this.#session.send(statements.insert, toRow(record));
    await this.#session.send(statements.count, { accountId: record.accountId, difference: 1 });
    this.#session.note(kind, subjectOf(record));
  }

  async update(record: Subjects[Kind]): Promise<void> {
    const { kind, statements, toRow, subjectOf } = this.#family;
    if ((await this.#session.run(statements.update, toRow(record))) === 0)
      throw unknownEntity(kind, record.id);
    this.#session.note(kind, subjectOf(record));
  }

  async delete(id: UniqueId): Promise<void> {
    const { kind, statements, subjectOf } = this.#family;
    const record = await this.byId(id);
    if (record === undefined) throw unknownEntity(kind, id);
    await this.#cascade(this.#session, kind, record);
    await this.#session.send(statements.delete, { id });
    await this.#session.send(statements.count, { accountId: record.accountId, difference: -1 });
    this.#session.note(kind, subjectOf(record));
  }
}

/** What the next page begins after: in the column that holds this, lists are sorted. */
export function keyOf({ name }: Pick<RowOf<EntityFields>, "name">): string {
  return foldName(name);
}

function unknownEntity(kind: SubjectKind, id: UniqueId): StoreError {
  return new StoreError("conflict", `there is no ${kind} ${id} in this account to change`);
}
