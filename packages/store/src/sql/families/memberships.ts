/**
 * A change of membership is told of the user, whose permissions it changes, and of the group, whose members it
 * changes.
 */
import type { UniqueId } from "../../records/identifier.ts";
import type { MembershipRecord, MembershipWriter } from "../../records/membership.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { text } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireOwner } from "../owner.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { statementsOf } from "../statement.ts";
import { type SchemaOf, table } from "../table.ts";
import type { groups } from "./groups.ts";
import type { users } from "./users.ts";

const memberships = table<MembershipRecord>()("memberships", {
  key: ["userId", "groupId"],
  columns: { accountId: text(), groupId: text(), userId: text() },
});

const one = memberships.selectBy(["userId", "groupId"]);
const everyUserOf = memberships.selectBy(["groupId"]);
const insertOne = memberships.insert();
const deleteOne = memberships.deleteBy(["userId", "groupId"]);
const deleteOfUser = memberships.deleteBy(["userId"]);
const deleteOfGroup = memberships.deleteBy(["groupId"]);

const statement = statementsOf<SchemaOf<typeof memberships | typeof groups | typeof users>>("memberships");

const groupsOfUser = statement<{ userId: UniqueId }>()("groupsOfUser", (db, p) =>
  db
    .selectFrom("memberships")
    .innerJoin("groups", "groups.id", "memberships.group_id")
    .select("memberships.group_id")
    .where("memberships.user_id", "=", p.userId)
    .orderBy("groups.name_key"),
);

const usersOfGroup = statement<{ groupId: UniqueId; after: string; limit: number }>()(
  "usersOfGroup",
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

class Memberships implements MembershipWriter {
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

  usersOfGroup(groupId: UniqueId, request: PageRequest): Promise<Page<UniqueId>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(usersOfGroup, { groupId, after, limit });
    return pageOf(request, fetch, { keyOf: (row) => row.name_key, toItem: (row) => row.user_id });
  }

  async add(record: MembershipRecord): Promise<boolean> {
    const { accountId, groupId, userId } = record;
    await requireOwner(this.#session, { accountId, ownerKind: "group", ownerId: groupId });
    await requireOwner(this.#session, { accountId, ownerKind: "user", ownerId: userId });
    if (await this.has(groupId, userId)) return false;
    await this.#session.send(insertOne, memberships.toRow(record));
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

export const membershipFamily: SqlFamily<"memberships"> = {
  table: memberships,
  open: (session) => new Memberships(session),
  whenDeleted: {
    async user(session, { id }) {
      const groups = await session.all(groupsOfUser, { userId: id });
      if (groups.length === 0) return;
      await session.send(deleteOfUser, { userId: id });
      for (const { group_id } of groups) session.note("group", group_id);
    },
    async group(session, { id }) {
      const users = await session.all(everyUserOf, { groupId: id });
      if (users.length === 0) return;
      await session.send(deleteOfGroup, { groupId: id });
      for (const { user_id } of users) session.note("user", user_id);
    },
  },
};
