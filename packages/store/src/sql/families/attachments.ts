import type { AttachmentRecord, AttachmentWriter, BoundaryUse } from "../../records/attachment.ts";
import type { AccountId, Arn, UniqueId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { text, time } from "../column.ts";
import { countRows } from "../count-rows.ts";
import type { SqlFamily } from "../family.ts";
import { requireOwner } from "../owner.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";
import type { roles } from "./roles.ts";
import type { users } from "./users.ts";

const attachments = table<AttachmentRecord>()("attachments", {
  key: ["ownerId", "policyArn"],
  columns: { accountId: text(), ownerKind: text(), ownerId: text(), policyArn: text(), attachedAt: time() },
  isOrdered: true,
});

const { toRow, toRecord } = attachments;
const ofOwner = attachments.selectBy(["ownerId"], "position");
const one = attachments.selectBy(["ownerId", "policyArn"]);
const everywhere = attachments.selectBy(["policyArn"]);
const ofPolicy = attachments.pageBy(["policyArn", "accountId"], "ownerId");
const insertOne = attachments.insert();
const deleteOne = attachments.deleteBy(["ownerId", "policyArn"]);
const deleteOfOwner = attachments.deleteBy(["ownerId"]);
const deleteOfPolicy = attachments.deleteBy(["policyArn"]);

interface PolicyInAccount {
  readonly accountId: AccountId;
  readonly policyArn: Arn;
}

const statement =
  statementsOf<SchemaOf<typeof attachments | typeof users | typeof roles>>("attachments")<PolicyInAccount>();

const countOfPolicy = statement("countOfPolicy", (db, p) =>
  db
    .selectFrom("attachments")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("policy_arn", "=", p.policyArn)
    .where("account_id", "=", p.accountId),
);

const userBoundaries = statement("userBoundaries", (db, p) =>
  db
    .selectFrom("users")
    .select("id")
    .where("account_id", "=", p.accountId)
    .where("permissions_boundary", "=", p.policyArn)
    .orderBy("id"),
);

const roleBoundaries = statement("roleBoundaries", (db, p) =>
  db
    .selectFrom("roles")
    .select("id")
    .where("account_id", "=", p.accountId)
    .where("permissions_boundary", "=", p.policyArn)
    .orderBy("id"),
);

class Attachments implements AttachmentWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async ofOwner(ownerId: UniqueId): Promise<readonly AttachmentRecord[]> {
    return (await this.#session.all(ofOwner, { ownerId })).map(toRecord);
  }

  async has(ownerId: UniqueId, policyArn: Arn): Promise<boolean> {
    return (await this.#session.first(one, { ownerId, policyArn })) !== undefined;
  }

  ofPolicy(accountId: AccountId, policyArn: Arn, request: PageRequest): Promise<Page<AttachmentRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofPolicy, { accountId, policyArn, after, limit });
    return pageOf(request, fetch, { keyOf: (row) => row.owner_id, toItem: toRecord });
  }

  async countOfPolicy(accountId: AccountId, policyArn: Arn): Promise<number> {
    return countRows(this.#session, countOfPolicy, { accountId, policyArn });
  }

  async boundariesOfPolicy(accountId: AccountId, policyArn: Arn): Promise<readonly BoundaryUse[]> {
    const users = await this.#session.all(userBoundaries, { accountId, policyArn });
    const roles = await this.#session.all(roleBoundaries, { accountId, policyArn });
    return [
      ...users.map(({ id }) => ({ ownerKind: "user" as const, ownerId: id })),
      ...roles.map(({ id }) => ({ ownerKind: "role" as const, ownerId: id })),
    ];
  }

  async countBoundariesOfPolicy(accountId: AccountId, policyArn: Arn): Promise<number> {
    return (await this.boundariesOfPolicy(accountId, policyArn)).length;
  }

  async attach(record: AttachmentRecord): Promise<boolean> {
    await requireOwner(this.#session, record);
    if (await this.has(record.ownerId, record.policyArn)) return false;
    await this.#session.send(insertOne, toRow(record));
    this.#session.note(record.ownerKind, record.ownerId);
    return true;
  }

  async detach(ownerId: UniqueId, policyArn: Arn): Promise<boolean> {
    const attachment = await this.#session.first(one, { ownerId, policyArn });
    if (attachment === undefined) return false;
    await this.#session.send(deleteOne, { ownerId, policyArn });
    this.#session.note(attachment.owner_kind, ownerId);
    return true;
  }
}

async function detachFrom(session: SqlSession, { id }: { readonly id: UniqueId }): Promise<void> {
  await session.send(deleteOfOwner, { ownerId: id });
}

export const attachmentFamily: SqlFamily<"attachments"> = {
  table: attachments,
  open: (session) => new Attachments(session),
  whenDeleted: {
    user: detachFrom,
    group: detachFrom,
    role: detachFrom,
    async policy(session, { arn }) {
      const owners = await session.all(everywhere, { policyArn: arn });
      if (owners.length === 0) return;
      await session.send(deleteOfPolicy, { policyArn: arn });
      for (const owner of owners) session.note(owner.owner_kind, owner.owner_id);
    },
  },
};
