import type { Arn, UniqueId } from "../../records/identifier.ts";
import type { FoundPolicyName } from "../../records/user-search.ts";
import type { SqlSession } from "../session.ts";
import { sql } from "./composed-sql.ts";
import { isOneOf, rowsOfEach } from "./of-each.ts";

/** Of users, groups or roles: managed policies in the order of attachment, then inline ones by name. */
export async function policiesOfEach(
  session: SqlSession,
  ids: readonly UniqueId[],
): Promise<(id: UniqueId) => readonly FoundPolicyName[]> {
  const [attached, inline] = await Promise.all([
    rowsOfEach<{ readonly owner: UniqueId; readonly policy_arn: Arn }>(
      session,
      ids,
      (owners) =>
        sql`select "owner_id" as "owner", "policy_arn" from "attachments" where ${isOneOf(sql`"owner_id"`, owners)} order by "position"`,
    ),
    rowsOfEach<{ readonly owner: UniqueId; readonly name: string }>(
      session,
      ids,
      (owners) =>
        sql`select "owner_id" as "owner", "name" from "inline_policies" where ${isOneOf(sql`"owner_id"`, owners)} order by "name"`,
    ),
  ]);
  return (id) => [
    ...(attached.get(id) ?? []).map(({ policy_arn }) => ({ arn: policy_arn })),
    ...(inline.get(id) ?? []).map(({ name }) => ({ inlineName: name })),
  ];
}
