import type { HandshakeId, OrganizationId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type {
  HandshakeAction,
  HandshakeRecord,
  HandshakeState,
  HandshakeWriter,
} from "../../records/handshake.ts";
import type { AccountId, EpochMilliseconds } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, optional, text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { foldName } from "../fold-name.ts";
import { requireOrganization } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";

const handshakes = table<HandshakeRecord>()("handshakes", {
  key: ["id"],
  fixed: ["organizationId"],
  columns: {
    id: text(),
    organizationId: text(),
    action: text(),
    state: text(),
    recipientAccountId: optional(text()),
    recipientEmail: optional(text()),
    parentHandshakeId: optional(text()),
    parties: list(),
    resources: list(),
    tags: list(),
    requestedAt: time(),
    expiresAt: time(),
    finishedAt: optional(time()),
  },
  // Empty where an account is known: it is found by that.
  derived: {
    emailKey: ({ recipientAccountId, recipientEmail = "" }) =>
      recipientAccountId === undefined ? foldName(recipientEmail) : "",
  },
});

const { toRow, toRecord } = handshakes;
const byId = handshakes.selectBy(["id"]);
const ofOrganization = handshakes.pageBy(["organizationId"], "id");
const ofRecipient = handshakes.pageBy(["recipientAccountId"], "id");
const ofEmail = handshakes.pageBy(["emailKey"], "id");
const ofParent = handshakes.selectBy(["parentHandshakeId"], "id");
const inState = handshakes.selectBy(["organizationId", "action", "state"], "id");
const countAll = handshakes.countBy(["organizationId"]);
const insertOne = handshakes.insert();
const updateOne = handshakes.update();
const deleteOfOrganization = handshakes.deleteBy(["organizationId"]);

interface OfAction {
  readonly organizationId: OrganizationId;
  readonly action: HandshakeAction;
}

const statement = statementsOf<SchemaOf<typeof handshakes>>("handshakes");

const countRequested = statement<OfAction & { readonly state: HandshakeState; readonly after: number }>()(
  "countRequested",
  (db, p) =>
    db
      .selectFrom("handshakes")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("organization_id", "=", p.organizationId)
      .where("action", "=", p.action)
      .where("state", "=", p.state)
      .where("requested_at", ">", p.after),
);

const deleteEnded = (column: "finished_at" | "expires_at", name: string) =>
  statement<OfAction & { readonly before: number }>()(name, (db, p) =>
    db
      .deleteFrom("handshakes")
      .where("organization_id", "=", p.organizationId)
      .where("action", "=", p.action)
      .where(column, "<", p.before),
  );
const deleteFinished = deleteEnded("finished_at", "deleteFinished");
const deleteExpired = deleteEnded("expires_at", "deleteExpired");

/** In which a handshake can still be answered. */
const UNFINISHED: readonly HandshakeState[] = ["OPEN", "REQUESTED"];
const UNACCEPTED: readonly HandshakeState[] = [...UNFINISHED, "CANCELED", "DECLINED", "EXPIRED"];

const PAGED = { keyOf: ({ id }: { readonly id: HandshakeId }) => id, toItem: toRecord };

class Handshakes implements HandshakeWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: HandshakeId): Promise<HandshakeRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  ofOrganization(organizationId: OrganizationId, request: PageRequest): Promise<Page<HandshakeRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofOrganization, { organizationId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  ofRecipient(recipientAccountId: AccountId, request: PageRequest): Promise<Page<HandshakeRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofRecipient, { recipientAccountId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  ofEmail(email: string, request: PageRequest): Promise<Page<HandshakeRecord>> {
    const fetch = async (after: string, limit: number) =>
      email === "" ? [] : this.#session.all(ofEmail, { emailKey: foldName(email), after, limit });
    return pageOf(request, fetch, PAGED);
  }

  async ofParent(parentHandshakeId: HandshakeId): Promise<readonly HandshakeRecord[]> {
    return (await this.#session.all(ofParent, { parentHandshakeId })).map(toRecord);
  }

  async count(organizationId: OrganizationId): Promise<number> {
    return countRows(this.#session, countAll, { organizationId });
  }

  async open(
    organizationId: OrganizationId,
    action: HandshakeAction,
    now: EpochMilliseconds,
  ): Promise<readonly HandshakeRecord[]> {
    const found: HandshakeRecord[] = [];
    for (const state of UNFINISHED) {
      found.push(...(await this.#session.all(inState, { organizationId, action, state })).map(toRecord));
    }
    return found.filter(({ expiresAt }) => expiresAt > now).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async countUnaccepted(
    organizationId: OrganizationId,
    action: HandshakeAction,
    after: EpochMilliseconds,
  ): Promise<number> {
    let sum = 0;
    for (const state of UNACCEPTED) {
      const row = await this.#session.first(countRequested, { organizationId, action, state, after });
      sum += Number(row?.count ?? 0);
    }
    return sum;
  }

  async insert(record: HandshakeRecord): Promise<void> {
    await requireOrganization(this.#session, record.organizationId);
    await this.#session.send(insertOne, toRow(record));
  }

  async update(record: HandshakeRecord): Promise<void> {
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      const { id, organizationId } = record;
      throw new StoreError("conflict", `there is no handshake ${id} of organization ${organizationId}`);
    }
  }

  async deleteEnded(
    organizationId: OrganizationId,
    action: HandshakeAction,
    before: EpochMilliseconds,
  ): Promise<void> {
    const ended = { organizationId, action, before };
    await this.#session.send(deleteFinished, ended);
    await this.#session.send(deleteExpired, ended);
  }
}

export const handshakeFamily: SqlFamily<"handshakes"> = {
  table: handshakes,
  open: (session) => new Handshakes(session),
  whenDeleted: {
    organization: async (session, { id }) =>
      void (await session.send(deleteOfOrganization, { organizationId: id })),
  },
};
