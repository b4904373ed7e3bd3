import type { AttachmentRecord, AttachmentWriter, BoundaryUse } from "../../records/attachment.ts";
import type { AccountId, Arn, UniqueId } from "../../records/identifier.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { AttachmentTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";
import { requireOwner } from "./owner.ts";
import { pageOf } from "./page.ts";

type AttachmentRow = Omit<AttachmentTable, "position">;
const COLUMNS = ["account_id", "owner_kind", "owner_id", "policy_arn", "attached_at"] as const;

const ofOwner = statement<{ ownerId: UniqueId }>()("attachments.ofOwner", (db, p) =>
  db.selectFrom("attachments").select(COLUMNS).where("owner_id", "=", p.ownerId).orderBy("position"),
);

const one = statement<{ ownerId: UniqueId; policyArn: Arn }>()("attachments.one", (db, p) =>
  db
    .selectFrom("attachments")
    .select("owner_kind")
    .where("owner_id", "=", p.ownerId)
    .where("policy_arn", "=", p.policyArn),
);

const ofPolicy = statement<{ accountId: AccountId; policyArn: Arn; after: string; limit: number }>()(
  "attachments.ofPolicy",
  (db, p) =>
    db
      .selectFrom("attachments")
      .select(COLUMNS)
      .where("policy_arn", "=", p.policyArn)
      .where("account_id", "=", p.accountId)
      .where("owner_id", ">", p.after as UniqueId)
      .orderBy("owner_id")
      .limit(p.limit),
);

const countOfPolicy = statement<{ accountId: AccountId; policyArn: Arn }>()(
  "attachments.countOfPolicy",
  (db, p) =>
    db
      .selectFrom("attachments")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("policy_arn", "=", p.policyArn)
      .where("account_id", "=", p.accountId),
);

const userBoundaries = statement<{ accountId: AccountId; policyArn: Arn }>()(
  "attachments.userBoundaries",
  (db, p) =>
    db
      .selectFrom("users")
      .select("id")
      .where("account_id", "=", p.accountId)
      .where("permissions_boundary", "=", p.policyArn)
      .orderBy("id"),
);

const roleBoundaries = statement<{ accountId: AccountId; policyArn: Arn }>()(
  "attachments.roleBoundaries",
  (db, p) =>
    db
      .selectFrom("roles")
      .select("id")
      .where("account_id", "=", p.accountId)
      .where("permissions_boundary", "=", p.policyArn)
      .orderBy("id"),
);

const insertOne = statement<AttachmentRow>()("attachments.insertOne", (db, p) =>
  db.insertInto("attachments").values({
    account_id: p.account_id,
    owner_kind: p.owner_kind,
    owner_id: p.owner_id,
    policy_arn: p.policy_arn,
    attached_at: p.attached_at,
  }),
);

const deleteOne = statement<{ ownerId: UniqueId; policyArn: Arn }>()("attachments.deleteOne", (db, p) =>
  db.deleteFrom("attachments").where("owner_id", "=", p.ownerId).where("policy_arn", "=", p.policyArn),
);

export class Attachments implements AttachmentWriter {
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

  async ofPolicy(
    accountId: AccountId,
    policyArn: Arn,
    request: PageRequest,
  ): Promise<Page<AttachmentRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofPolicy, { accountId, policyArn, after, limit });
    const page = await pageOf(request, fetch, (row) => row.owner_id);
    return { ...page, items: page.items.map(toRecord) };
  }

  async countOfPolicy(accountId: AccountId, policyArn: Arn): Promise<number> {
    return Number((await this.#session.first(countOfPolicy, { accountId, policyArn }))?.count ?? 0);
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
    await this.#session.run(insertOne, {
      account_id: record.accountId,
      owner_kind: record.ownerKind,
      owner_id: record.ownerId,
      policy_arn: record.policyArn,
      attached_at: record.attachedAt,
    });
    this.#session.note(record.ownerKind, record.ownerId);
    return true;
  }

  async detach(ownerId: UniqueId, policyArn: Arn): Promise<boolean> {
    const attachment = await this.#session.first(one, { ownerId, policyArn });
    if (attachment === undefined) return false;
    await this.#session.run(deleteOne, { ownerId, policyArn });
    this.#session.note(attachment.owner_kind, ownerId);
    return true;
  }
}

function toRecord(row: AttachmentRow): AttachmentRecord {
  return {
    accountId: row.account_id,
    ownerKind: row.owner_kind,
    ownerId: row.owner_id,
    policyArn: row.policy_arn,
    attachedAt: row.attached_at,
  };
}
