/** Whom a call is about: the users and groups that inputs name. */
import type { Call } from "@rolecall/access";
import type { GroupRecord, ReadTransaction, UserRecord } from "@rolecall/store";
import { type MessageKind, noSuchEntity, userNameNeeded } from "./error.ts";

/** What was asked for by name, and what is there by that name: the record, if any, may write the name in another case. */
export interface Subject<Kind extends MessageKind, Record> {
  readonly kind: Kind;
  readonly name: string;
  readonly record: Record | undefined;
}

export type UserSubject = Subject<"user", UserRecord>;
export type GroupSubject = Subject<"group", GroupRecord>;

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller">;

export async function userNamed({ tx, caller }: Reading, name: string): Promise<UserSubject> {
  return { kind: "user", name, record: await tx.users.byName(caller.accountId, name) };
}

export async function groupNamed({ tx, caller }: Reading, name: string): Promise<GroupSubject> {
  return { kind: "group", name, record: await tx.groups.byName(caller.accountId, name) };
}

/**
 * The user that an optional UserName means: the caller's own where it is left out.
 * @throws ValidationError where it is left out and the caller is no user
 */
export async function userNamedOrCaller(reading: Reading, name: string | undefined): Promise<UserSubject> {
  const { tx, caller } = reading;
  if (name !== undefined) return userNamed(reading, name);
  if (caller.kind !== "user") throw userNameNeeded();
  return { kind: "user", name: caller.userName, record: await tx.users.byId(caller.id) };
}

/** @throws NoSuchEntity "The user with name Bob cannot be found." */
export function existing<Record>(subject: Subject<MessageKind, Record>): Record {
  if (subject.record === undefined) throw noSuchEntity(subject.kind, subject.name);
  return subject.record;
}
