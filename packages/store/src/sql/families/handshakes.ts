import type { HandshakeId, OrganizationId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { HandshakeRecord, HandshakeWriter } from "../../records/handshake.ts";
import type { AccountId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { list, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { foldName } from "../fold-name.ts";
import { requireOrganization } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

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
const insertOne = handshakes.insert();
const updateOne = handshakes.update();
const deleteOfOrganization = handshakes.deleteBy(["organizationId"]);

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
}

export const handshakeFamily: SqlFamily<"handshakes"> = {
  table: handshakes,
  open: (session) => new Handshakes(session),
  whenDeleted: {
    organization: async (session, { id }) =>
      void (await session.send(deleteOfOrganization, { organizationId: id })),
  },
};
