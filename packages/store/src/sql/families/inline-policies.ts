import type { UniqueId } from "../../records/identifier.ts";
import type { InlinePolicyRecord, InlinePolicyWriter } from "../../records/inline-policy.ts";
import { text } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireOwner } from "../owner.ts";
import type { SqlSession } from "../session.ts";
import { table } from "../table.ts";

const inlinePolicies = table<InlinePolicyRecord>()("inline_policies", {
  key: ["ownerId", "name"],
  fixed: ["accountId", "ownerKind"],
  columns: { accountId: text(), ownerKind: text(), ownerId: text(), name: text(), document: text() },
});

const { toRow, toRecord } = inlinePolicies;
const one = inlinePolicies.selectBy(["ownerId", "name"]);
const ofOwner = inlinePolicies.selectBy(["ownerId"], "name");
const putOne = inlinePolicies.put();
const deleteOne = inlinePolicies.deleteBy(["ownerId", "name"]);
const deleteOfOwner = inlinePolicies.deleteBy(["ownerId"]);

class InlinePolicies implements InlinePolicyWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async get(ownerId: UniqueId, name: string): Promise<InlinePolicyRecord | undefined> {
    const row = await this.#session.first(one, { ownerId, name });
    return row && toRecord(row);
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly InlinePolicyRecord[]> {
    return (await this.#session.all(ofOwner, { ownerId })).map(toRecord);
  }

  async put(record: InlinePolicyRecord): Promise<void> {
    await requireOwner(this.#session, record);
    await this.#session.send(putOne, toRow(record));
    this.#session.note(record.ownerKind, record.ownerId);
  }

  async delete(ownerId: UniqueId, name: string): Promise<boolean> {
    const policy = await this.#session.first(one, { ownerId, name });
    if (policy === undefined) return false;
    await this.#session.send(deleteOne, { ownerId, name });
    this.#session.note(policy.owner_kind, ownerId);
    return true;
  }
}

async function deleteOf(session: SqlSession, { id }: { readonly id: UniqueId }): Promise<void> {
  await session.send(deleteOfOwner, { ownerId: id });
}

export const inlinePolicyFamily: SqlFamily<"inlinePolicies"> = {
  table: inlinePolicies,
  open: (session) => new InlinePolicies(session),
  whenDeleted: { user: deleteOf, group: deleteOf, role: deleteOf },
};
