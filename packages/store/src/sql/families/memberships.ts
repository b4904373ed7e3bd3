/**
 * A change of membership is told of the user, whose permissions it changes, and of the group, whose members it
 * changes.
 */

import type { UniqueId } from "../../records/identifier.ts";
import type { MembershipRecord, MembershipWriter } from "../../records/membership.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import type { MembershipTable } from "../schema.ts";
import type { SqlSession } from "../session.ts";
import { statement } from "../statement.ts";
import { requireOwner } from "./owner.ts";
import { pageOf } from "./page.ts";

interface Link {
  readonly groupId: UniqueId;
  readonly userId: UniqueId;
}

const one = statement<Link>()("memberships.one", (db, p) =>
  db
    .selectFrom("memberships")
    .select("user_id")
    .where("user_id", "=", p.userId)
    .where("group_id", "=", p.groupId),
);

const groupsOfUser = statement<{ userId: UniqueId }>()("memberships.groupsOfUser", (db, p) =>
  db
    .selectFrom("memberships")
    .innerJoin("groups", "groups.id", "memberships.group_id")
    .select("memberships.group_id")
    .where("memberships.user_id", "=", p.userId)
    .orderBy("groups.name_key"),
);

const usersOfGroup = statement<{ groupId: UniqueId; after: string; limit: number }>()(
  "memberships.usersOfGroup",
  (db, p) =>
    db
      .selectFrom("memberships")
      .innerJoin("users", "users.id", "memberships.user_id")
      .select(["memberships.user_id", "users.name_key"])
      .where("memberships.group_id", "=", p.groupId)
      .where("users.name_key", ">", p.after)
      .orderBy("users.name_key")
      .limit(p.limit),
);

const everyUserOf = statement<{ groupId: UniqueId }>()("memberships.everyUserOf", (db, p) =>
  db.selectFrom("memberships").select("user_id").where("group_id", "=", p.groupId),
);

const insertOne = statement<MembershipTable>()("memberships.insertOne", (db, p) =>
  db.insertInto("memberships").values({ account_id: p.account_id, group_id: p.group_id, user_id: p.user_id }),
);

const deleteOne = statement<Link>()("memberships.deleteOne", (db, p) =>
  db.deleteFrom("memberships").where("user_id", "=", p.userId).where("group_id", "=", p.groupId),
);

const deleteOfUser = statement<{ userId: UniqueId }>()("memberships.deleteOfUser", (db, p) =>
  db.deleteFrom("memberships").where("user_id", "=", p.userId),
);

const deleteOfGroup = statement<{ groupId: UniqueId }>()("memberships.deleteOfGroup", (db, p) =>
  db.deleteFrom("memberships").where("group_id", "=", p.groupId),
);

export class Memberships implements MembershipWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async has(groupId: UniqueId, userId: UniqueId): Promise<boolean> {
    return (await this.#session.first(one, { groupId, userId })) !== undefined;
  }

  async groupsOfUser(userId: UniqueId): Promise<readonly UniqueId[]> {
    return (await this.#session.all(groupsOfUser, { userId })).map((row) => row.group_id);
  }

  async usersOfGroup(groupId: UniqueId, request: PageRequest): Promise<Page<UniqueId>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(usersOfGroup, { groupId, after, limit });
    const page = await pageOf(request, fetch, (row) => row.name_key);
    return { ...page, items: page.items.map((row) => row.user_id) };
  }

  async add(record: MembershipRecord): Promise<boolean> {
    const { accountId, groupId, userId } = record;
    await requireOwner(this.#session, { accountId, ownerKind: "group", ownerId: groupId });
    await requireOwner(this.#session, { accountId, ownerKind: "user", ownerId: userId });
    if (await this.has(groupId, userId)) return false;
    await this.#session.run(insertOne, { account_id: accountId, group_id: groupId, user_id: userId });
    this.#note(groupId, userId);
    return true;
  }

  async remove(groupId: UniqueId, userId: UniqueId): Promise<boolean> {
    if ((await this.#session.run(deleteOne, { groupId, userId })) === 0) return false;
    this.#note(groupId, userId);
    return true;
  }

  #note(groupId: UniqueId, userId: UniqueId): void {
    this.#session.note("group", groupId);
    this.#session.note("user", userId);
  }
}

export async function removeUserFromGroups(session: SqlSession, userId: UniqueId): Promise<void> {
  const groups = await session.all(groupsOfUser, { userId });
  if (groups.length === 0) return;
  await session.run(deleteOfUser, { userId });
  for (const { group_id } of groups) session.note("group", group_id);
}

export async function removeUsersFromGroup(session: SqlSession, groupId: UniqueId): Promise<void> {
  const users = await session.all(everyUserOf, { groupId });
  if (users.length === 0) return;
  await session.run(deleteOfGroup, { groupId });
  for (const { user_id } of users) session.note("user", user_id);
}
