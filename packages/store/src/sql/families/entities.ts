/** Readers and writers of the five families that have names. */

import { StoreError } from "../../errors.ts";
import type { SubjectKind } from "../../families.ts";
import type { EntityListRequest, EntityRecord, EntityWriter } from "../../records/entity.ts";
import type { AccountId, UniqueId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { foldName } from "../fold-name.ts";
import type { EntityTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import type { EntityStatements } from "./entity-statements.ts";
import { pageOf } from "./page.ts";

/** How one family differs from the others. */
export interface EntityFamily<Entity extends EntityRecord, Row extends EntityTable> {
  readonly kind: SubjectKind;
  readonly statements: EntityStatements<Row>;
  toRow(record: Entity): Row;
  toRecord(row: Row): Entity;
  /** What the change feed calls it. */
  subjectOf(row: Row): string;
  /** Deletes what must not outlive the entity, and notes whom that changes. */
  deleteDependents(session: SqlSession, row: Row): Promise<void>;
}

export class Entities<Entity extends EntityRecord, Row extends EntityTable> implements EntityWriter<Entity> {
  readonly #session: SqlSession;
  readonly #family: EntityFamily<Entity, Row>;

  constructor(session: SqlSession, family: EntityFamily<Entity, Row>) {
    this.#session = session;
    this.#family = family;
  }

  async byId(id: UniqueId): Promise<Entity | undefined> {
    const row = await this.#session.first(this.#family.statements.byId, { id });
    return row && this.#family.toRecord(row);
  }

  async byName(accountId: AccountId, name: string): Promise<Entity | undefined> {
    const row = await this.#session.first(this.#family.statements.byName, {
      accountId,
      nameKey: foldName(name),
    });
    return row && this.#family.toRecord(row);
  }

  async list(accountId: AccountId, request: EntityListRequest): Promise<Page<Entity>> {
    const page = await pageOf(
      request,
      (after, limit) => this.#rows(accountId, request.pathPrefix, { after, limit }),
      keyOf,
    );
    return { ...page, items: page.items.map((row) => this.#family.toRecord(row)) };
  }

  #rows(
    accountId: AccountId,
    pathPrefix: string | undefined,
    range: Required<PageRequest>,
  ): Promise<readonly Row[]> {
    const { list, listUnderPath } = this.#family.statements;
    return pathPrefix === undefined || pathPrefix === "/"
      ? this.#session.all(list, { accountId, ...range })
      : this.#session.all(listUnderPath, { accountId, pathPrefix, ...range });
  }

  async insert(record: Entity): Promise<void> {
    const { statements, kind, subjectOf, toRow } = this.#family;
    const row = toRow(record);
    await this.#session.run(statements.insert, row);
    await this.#session.run(statements.count, { accountId: record.accountId, difference: 1 });
    this.#session.note(kind, subjectOf(row));
  }

  async update(record: Entity): Promise<void> {
    const { statements, kind, subjectOf, toRow } = this.#family;
    const row = toRow(record);
    if ((await this.#session.run(statements.update, row)) === 0) throw unknownEntity(kind, record.id);
    this.#session.note(kind, subjectOf(row));
  }

  async delete(id: UniqueId): Promise<void> {
    const { statements, kind, subjectOf } = this.#family;
    const row = await this.#session.first(statements.byId, { id });
    if (row === undefined) throw unknownEntity(kind, id);
    await this.#family.deleteDependents(this.#session, row);
    await this.#session.run(statements.delete, { id });
    await this.#session.run(statements.count, { accountId: row.account_id, difference: -1 });
    this.#session.note(kind, subjectOf(row));
  }
}

function keyOf(row: EntityTable): string {
  return row.name_key;
}

function unknownEntity(kind: SubjectKind, id: UniqueId): StoreError {
  return new StoreError("conflict", `there is no ${kind} ${id} in this account to change`);
}
