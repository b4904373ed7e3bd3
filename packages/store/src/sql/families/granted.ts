/** What users, groups and roles have been granted ends with them, and with the policy that granted it. */
import type { Arn, UniqueId } from "../../records/identifier.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";

const deleteAttachmentsOf = statement<{ ownerId: UniqueId }>()("granted.deleteAttachmentsOf", (db, p) =>
  db.deleteFrom("attachments").where("owner_id", "=", p.ownerId),
);

const deleteInlinePoliciesOf = statement<{ ownerId: UniqueId }>()("granted.deleteInlinePoliciesOf", (db, p) =>
  db.deleteFrom("inline_policies").where("owner_id", "=", p.ownerId),
);

const ownersOf = statement<{ policyArn: Arn }>()("granted.ownersOf", (db, p) =>
  db.selectFrom("attachments").select(["owner_kind", "owner_id"]).where("policy_arn", "=", p.policyArn),
);

const detachAll = statement<{ policyArn: Arn }>()("granted.detachAll", (db, p) =>
  db.deleteFrom("attachments").where("policy_arn", "=", p.policyArn),
);

export async function deletePoliciesOf(session: SqlSession, ownerId: UniqueId): Promise<void> {
  await session.run(deleteAttachmentsOf, { ownerId });
  await session.run(deleteInlinePoliciesOf, { ownerId });
}

export async function detachEverywhere(session: SqlSession, policyArn: Arn): Promise<void> {
  const owners = await session.all(ownersOf, { policyArn });
  if (owners.length === 0) return;
  await session.run(detachAll, { policyArn });
  for (const owner of owners) session.note(owner.owner_kind, owner.owner_id);
}
