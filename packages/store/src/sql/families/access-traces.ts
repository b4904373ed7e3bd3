import {
  type AccessTraceReader,
  type AccessTraceRecord,
  type AccessTraceWriter,
  WHOLE_SERVICE,
} from "../../records/access-trace.ts";
import type { AccountId, EpochMilliseconds, UniqueId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { pageOf } from "../page.ts";
import { pruneByTime } from "../prune.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const traces = table<AccessTraceRecord>()("access_traces", {
  key: ["entityId", "serviceNamespace", "action"],
  columns: {
    entityId: text(),
    accountId: text(),
    serviceNamespace: text(),
    action: text(),
    at: time(),
    region: text(),
  },
  isOrdered: true,
});

const { toRow, toRecord } = traces;
const deleteOfEntity = traces.deleteBy(["entityId"]);
const pruneBefore = pruneByTime("access_traces", "position", "at");

const statement = statementsOf<SchemaOf<typeof traces>>("access_traces");

const ofEntity = statement<{ entityId: UniqueId }>()("ofEntity", (db, p) =>
  db
    .selectFrom("access_traces")
    .select(traces.columnNames)
    .where("entity_id", "=", p.entityId)
    .orderBy("service_namespace")
    .orderBy("action"),
);

const ofService = traces.pageBy(["accountId", "serviceNamespace", "action"], "entityId");

/** The index has the newest of each service first: one look at it for each finds them, however many entities there are. */
const newestOfNextService = statement<{ accountId: AccountId; action: string; after: string }>()(
  "newestOfNextService",
  (db, p) =>
    db
      .selectFrom("access_traces")
      .select(["account_id", "service_namespace", "at", "region"])
      .where("account_id", "=", p.accountId)
      .where("action", "=", p.action)
      .where("service_namespace", ">", p.after)
      .orderBy("service_namespace")
      .orderBy("at", "desc")
      .orderBy("entity_id")
      .limit((eb) => eb.lit(1)),
);

/**
 * One statement an entry, whose answer nobody waits for: finds whether the entity is there, and keeps the newer of two. Comes out of
 * the account's row, so that each column has its sort in every engine.
 */
const putNewer = statementsOf<AnySchema>("access_traces")<ReturnType<typeof toRow>>()("putNewer", (db, p) =>
  db
    .insertInto("access_traces")
    .columns(["entity_id", "account_id", "service_namespace", "action", "at", "region"])
    .expression((eb) =>
      eb
        .selectFrom("accounts")
        .select((of) => [
          of.cast<string>(of.val(p.entity_id), "text").as("entity_id"),
          "accounts.id as account_id",
          of.cast<string>(of.val(p.service_namespace), "text").as("service_namespace"),
          of.cast<string>(of.val(p.action), "text").as("action"),
          of.cast<number>(of.val(p.at), "bigint").as("at"),
          of.cast<string>(of.val(p.region), "text").as("region"),
        ])
        .where("accounts.id", "=", p.account_id)
        .where((of) =>
          of.or([
            of("accounts.id", "=", p.entity_id),
            ...["users", "roles"].map((table) =>
              of.exists(
                of
                  .selectFrom(table)
                  .select(`${table}.id`)
                  .where(`${table}.id`, "=", p.entity_id)
                  .whereRef(`${table}.account_id`, "=", "accounts.id"),
              ),
            ),
          ]),
        ),
    )
    .onConflict((on) =>
      on
        .columns(["entity_id", "service_namespace", "action"])
        .doUpdateSet((eb) => ({ at: eb.ref("excluded.at"), region: eb.ref("excluded.region") }))
        .whereRef("excluded.at", ">=", "access_traces.at"),
    ),
);

type Newest = Awaited<ReturnType<AccessTraceReader["newestOfAccount"]>>;

class AccessTraces implements AccessTraceWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofEntity(entityId: UniqueId): Promise<readonly AccessTraceRecord[]> {
    return (await this.#session.all(ofEntity, { entityId })).map(toRecord);
  }

  ofService(
    accountId: AccountId,
    serviceNamespace: string,
    request: PageRequest,
  ): Promise<Page<AccessTraceRecord>> {
    const fixed = { accountId, action: WHOLE_SERVICE, serviceNamespace };
    const fetch = (after: string, limit: number) => this.#session.all(ofService, { ...fixed, after, limit });
    return pageOf(request, fetch, { keyOf: ({ entity_id }) => entity_id, toItem: toRecord });
  }

  async newestOfAccount(accountId: AccountId): Promise<Newest> {
    const newest: Newest[number][] = [];
    const action = WHOLE_SERVICE;
    let after = "";
    for (;;) {
      const row = await this.#session.first(newestOfNextService, { accountId, action, after });
      if (row === undefined) return newest;
      after = row.service_namespace;
      newest.push({ accountId, serviceNamespace: after, at: row.at, region: row.region });
    }
  }

  /** In one order, so that two nodes that write at once wait for each other at most once. */
  async record(entries: readonly AccessTraceRecord[]): Promise<void> {
    const inOrder = entries.toSorted((a, b) => compare(keyOf(a), keyOf(b)));
    for (const entry of inOrder) await this.#session.send(putNewer, toRow(entry));
  }

  prune(before: EpochMilliseconds, limit: number): Promise<number> {
    return this.#session.run(pruneBefore, { before, limit });
  }
}

function keyOf({ entityId, serviceNamespace, action }: AccessTraceRecord): string {
  return `${entityId} ${serviceNamespace} ${action}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

async function forget(session: SqlSession, { id }: { readonly id: UniqueId }): Promise<void> {
  await session.send(deleteOfEntity, { entityId: id });
}

export const accessTraceFamily: SqlFamily<"accessTraces"> = {
  table: traces,
  open: (session) => new AccessTraces(session),
  whenDeleted: { user: forget, role: forget },
};
