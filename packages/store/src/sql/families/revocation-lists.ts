import type { RevocationListId, TrustAnchorId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { RevocationListRecord, RevocationListWriter } from "../../records/revocation-list.ts";
import { blob, flag, list, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

const revocationLists = table<RevocationListRecord>()("revocation_lists", {
  key: ["id"],
  fixed: ["accountId", "region", "trustAnchorId"],
  columns: {
    id: text(),
    accountId: text(),
    region: text(),
    trustAnchorId: text(),
    name: text(),
    isEnabled: flag(),
    tags: list(),
    createdAt: time(),
    updatedAt: time(),
    data: blob(),
  },
});

const { toRow, toRecord } = revocationLists;
const byId = revocationLists.selectBy(["id"]);
const ofRegion = revocationLists.pageBy(["accountId", "region"], "id");
const ofAnchor = revocationLists.selectBy(["trustAnchorId"], "id");
const countOf = revocationLists.countBy(["trustAnchorId"]);
const insertOne = revocationLists.insert();
const updateOne = revocationLists.update();
const deleteOne = revocationLists.deleteBy(["id"]);
const deleteOfAnchor = revocationLists.deleteBy(["trustAnchorId"]);

type Place = Pick<RevocationListRecord, "trustAnchorId" | "accountId" | "region">;
const statement = statementsOf<AnySchema>("revocation_lists");
const anchorIn = statement<Place>()("anchorIn", (db, p) =>
  db
    .selectFrom("trust_anchors")
    .select("id")
    .where("id", "=", p.trustAnchorId)
    .where("account_id", "=", p.accountId)
    .where("region", "=", p.region),
);
/** Without the list, which may be large. */
const anchorOf = statement<{ id: RevocationListId }>()("anchorOf", (db, p) =>
  db
    .selectFrom("revocation_lists")
    .select((eb) => eb.ref("trust_anchor_id").$castTo<string>().as("trust_anchor_id"))
    .where("id", "=", p.id),
);

class RevocationLists implements RevocationListWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: RevocationListId): Promise<RevocationListRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  list(accountId: AccountId, region: string, request: PageRequest): Promise<Page<RevocationListRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofRegion, { accountId, region, after, limit });
    return pageOf(request, fetch, { keyOf: ({ id }) => id, toItem: toRecord });
  }

  async ofTrustAnchor(trustAnchorId: TrustAnchorId): Promise<readonly RevocationListRecord[]> {
    return (await this.#session.all(ofAnchor, { trustAnchorId })).map(toRecord);
  }

  async countOfTrustAnchor(trustAnchorId: TrustAnchorId): Promise<number> {
    return countRows(this.#session, countOf, { trustAnchorId });
  }

  async insert(record: RevocationListRecord): Promise<void> {
    const { trustAnchorId, accountId, region } = record;
    if ((await this.#session.first(anchorIn, { trustAnchorId, accountId, region })) === undefined) {
      throw new StoreError(
        "conflict",
        `there is no trust anchor ${trustAnchorId} of account ${accountId} in ${region}`,
      );
    }
    await this.#session.send(insertOne, toRow(record));
    this.#session.note("trustAnchor", trustAnchorId);
  }

  async update(record: RevocationListRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) throw unknown(record.id);
    this.#session.note("trustAnchor", record.trustAnchorId);
  }

  async delete(id: RevocationListId): Promise<void> {
    const row = await this.#session.first(anchorOf, { id });
    if (row === undefined) throw unknown(id);
    await this.#session.send(deleteOne, { id });
    this.#session.note("trustAnchor", row.trust_anchor_id);
  }
}

function unknown(id: RevocationListId): StoreError {
  return new StoreError("conflict", `there is no revocation list ${id} of this trust anchor to change`);
}

export const revocationListFamily: SqlFamily<"revocationLists"> = {
  table: revocationLists,
  open: (session) => new RevocationLists(session),
  whenDeleted: {
    async trustAnchor(session, { id }) {
      await session.send(deleteOfAnchor, { trustAnchorId: id });
    },
  },
};
