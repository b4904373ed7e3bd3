import type { Kysely } from "kysely";
import type { EntityListRequest } from "../../records/entity.ts";
import type { AccountId, EpochMilliseconds, UniqueId } from "../../records/identifier.ts";
import type { Page } from "../../records/page.ts";
import type { UserOutline, UserRecord, UserWriter } from "../../records/user.ts";
import { list, optional, text } from "../column.ts";
import { Entities, entityFamily, keyOf } from "../entities.ts";
import {
  isEverything,
  type ListRange,
  selectRange,
  type UnderPath,
  underPath,
} from "../entity-statements.ts";
import { ENTITY_COLUMNS, ENTITY_TABLE } from "../entity-table.ts";
import type { Cascade, SqlFamily } from "../family.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, type Statement, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

export const users = table<UserRecord>()("users", {
  ...ENTITY_TABLE,
  columns: { ...ENTITY_COLUMNS, permissionsBoundary: optional(text()), tags: list() },
});

const { toRecord } = users;
const family = entityFamily("user", users);

/** The account is the one that was asked for. */
type OutlineRow = readonly [
  id: UniqueId,
  name: string,
  path: string,
  createdAt: EpochMilliseconds,
  usedAt: EpochMilliseconds | null,
];

const statement = statementsOf<AnySchema>("users");
const outlines: unknown = statement<ListRange>()("outlines", selectOutlines);
const outlinesUnderPath: unknown = statement<UnderPath>()("outlinesUnderPath", (db, p) =>
  selectOutlines(db, p).where(underPath(p)),
);
/** INVARIANT: their columns are those of OutlineRow. */
const OUTLINES = {
  all: outlines as Statement<ListRange, OutlineRow>,
  underPath: outlinesUnderPath as Statement<UnderPath, OutlineRow>,
};

/** The use is looked up row by row: a join could read all that was ever used. */
function selectOutlines(db: Kysely<AnySchema>, p: ListRange) {
  const outlined = db
    .selectFrom("users")
    .select((eb) => [
      "id",
      "name",
      "path",
      "created_at",
      eb.selectFrom("usage").select("usage.at").whereRef("usage.subject", "=", "users.id").as("used_at"),
    ]);
  return selectRange(outlined, p);
}

class Users extends Entities<"user", Parameters<typeof toRecord>[0]> implements UserWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession, cascade: Cascade) {
    super(session, cascade, family);
    this.#session = session;
  }

  outlines(accountId: AccountId, request: EntityListRequest): Promise<Page<UserOutline>> {
    const { pathPrefix } = request;
    const fetch = (after: string, limit: number) =>
      isEverything(pathPrefix)
        ? this.#session.tuples(OUTLINES.all, { accountId, after, limit })
        : this.#session.tuples(OUTLINES.underPath, { accountId, pathPrefix, after, limit });
    return pageOf(request, fetch, {
      keyOf: ([, name]) => keyOf({ name }),
      toItem: (row) => toOutline(row, accountId),
    });
  }
}

type Writable<Shape> = { -readonly [Name in keyof Shape]: Shape[Name] };

/** Begun empty, as rows are, and not as a literal: V8 would take what pages are full of for what lives long. */
function toOutline(row: OutlineRow, accountId: AccountId): UserOutline {
  const outline = {} as Writable<UserOutline>;
  const usedAt = row[4];
  outline.id = row[0];
  outline.accountId = accountId;
  outline.name = row[1];
  outline.path = row[2];
  outline.createdAt = row[3];
  if (usedAt !== null) outline.passwordUsedAt = usedAt;
  return outline;
}

export const userFamily: SqlFamily<"users"> = {
  table: users,
  open: (session, cascade) => new Users(session, cascade),
};
