import type { HandshakeId, OrganizationId, ResponsibilityTransferId } from "@rolecall/names";
import { StoreError } from "../../errors.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type {
  ResponsibilityTransferRecord,
  ResponsibilityTransferWriter,
} from "../../records/responsibility-transfer.ts";
import { list, optional, text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireOrganization } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const transfers = table<ResponsibilityTransferRecord>()("responsibility_transfers", {
  key: ["id"],
  fixed: ["targetOrganizationId"],
  columns: {
    id: text(),
    targetOrganizationId: text(),
    targetAccountId: text(),
    sourceAccountId: optional(text()),
    sourceOrganizationId: optional(text()),
    sourceEmail: optional(text()),
    name: text(),
    status: text(),
    startsAt: time(),
    endsAt: optional(time()),
    handshakeId: text(),
    tags: list(),
  },
});

const { toRow, toRecord } = transfers;
const byId = transfers.selectBy(["id"]);
const byHandshake = transfers.selectBy(["handshakeId"]);
const ofTarget = transfers.pageBy(["targetOrganizationId"], "id");
const ofSource = transfers.pageBy(["sourceOrganizationId"], "id");
const insertOne = transfers.insert();
const updateOne = transfers.update();
const deleteOfTarget = transfers.deleteBy(["targetOrganizationId"]);
const deleteOfSource = transfers.deleteBy(["sourceOrganizationId"]);

const PAGED = { keyOf: ({ id }: { readonly id: ResponsibilityTransferId }) => id, toItem: toRecord };

class ResponsibilityTransfers implements ResponsibilityTransferWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async byId(id: ResponsibilityTransferId): Promise<ResponsibilityTransferRecord | undefined> {
    const row = await this.#session.first(byId, { id });
    return row && toRecord(row);
  }

  async byHandshake(handshakeId: HandshakeId): Promise<ResponsibilityTransferRecord | undefined> {
    const row = await this.#session.first(byHandshake, { handshakeId });
    return row && toRecord(row);
  }

  inbound(
    targetOrganizationId: OrganizationId,
    request: PageRequest,
  ): Promise<Page<ResponsibilityTransferRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofTarget, { targetOrganizationId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  outbound(
    sourceOrganizationId: OrganizationId,
    request: PageRequest,
  ): Promise<Page<ResponsibilityTransferRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofSource, { sourceOrganizationId, after, limit });
    return pageOf(request, fetch, PAGED);
  }

  async insert(record: ResponsibilityTransferRecord): Promise<void> {
    await this.#requireBoth(record);
    await this.#session.send(insertOne, toRow(record));
  }

  async update(record: ResponsibilityTransferRecord): Promise<void> {
    await this.#requireBoth(record);
    if ((await this.#session.run(updateOne, toRow(record))) === 0) {
      const { id, targetOrganizationId } = record;
      throw new StoreError("conflict", `there is no transfer ${id} to organization ${targetOrganizationId}`);
    }
  }

  async #requireBoth(record: ResponsibilityTransferRecord): Promise<void> {
    const { targetOrganizationId, sourceOrganizationId } = record;
    await requireOrganization(this.#session, targetOrganizationId);
    if (sourceOrganizationId !== undefined) await requireOrganization(this.#session, sourceOrganizationId);
  }
}

export const responsibilityTransferFamily: SqlFamily<"responsibilityTransfers"> = {
  table: transfers,
  open: (session) => new ResponsibilityTransfers(session),
  whenDeleted: {
    async organization(session, { id }) {
      await session.send(deleteOfTarget, { targetOrganizationId: id });
      await session.send(deleteOfSource, { sourceOrganizationId: id });
    },
  },
};
