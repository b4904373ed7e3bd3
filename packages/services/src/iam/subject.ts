/** Whom or what a call is about: the users, groups, roles and instance profiles that inputs name. */
import type { AccountId } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type {
  GroupRecord,
  InstanceProfileRecord,
  ReadTransaction,
  RoleRecord,
  ServerCertificateRecord,
  UserRecord,
} from "@rolecall/store";
import { type MessageKind, noSuchEntity, userNameNeeded } from "./error.ts";

/** What was asked for by name, and what is there by that name: the record, if any, may write the name in another case. */
export interface Subject<Kind extends MessageKind, Record> {
  readonly kind: Kind;
  readonly name: string;
  readonly record: Record | undefined;
}

export type UserSubject = Subject<"user", UserRecord>;
export type GroupSubject = Subject<"group", GroupRecord>;
export type RoleSubject = Subject<"role", RoleRecord>;
export type InstanceProfileSubject = Subject<"instance-profile", InstanceProfileRecord>;
export type ServerCertificateSubject = Subject<"server-certificate", ServerCertificateRecord>;

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller">;

export async function userNamed({ tx, caller }: Reading, name: string): Promise<UserSubject> {
  return { kind: "user", name, record: await tx.users.byName(caller.accountId, name) };
}

export async function groupNamed({ tx, caller }: Reading, name: string): Promise<GroupSubject> {
  return { kind: "group", name, record: await tx.groups.byName(caller.accountId, name) };
}

export async function roleNamed({ tx, caller }: Reading, name: string): Promise<RoleSubject> {
  return { kind: "role", name, record: await tx.roles.byName(caller.accountId, name) };
}

export async function instanceProfileNamed(
  { tx, caller }: Reading,
  name: string,
): Promise<InstanceProfileSubject> {
  const record = await tx.instanceProfiles.byName(caller.accountId, name);
  return { kind: "instance-profile", name, record };
}

export async function serverCertificateNamed(
  { tx, caller }: Reading,
  name: string,
): Promise<ServerCertificateSubject> {
  const record = await tx.serverCertificates.byName(caller.accountId, name);
  return { kind: "server-certificate", name, record };
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

/** A user, or the root user. */
export type UserOrRoot = UserSubject | { readonly kind: "root"; readonly accountId: AccountId };

/**
 * The same, but for root, who means the root user where it leaves the UserName out.
 * @throws as userNamedOrCaller
 */
export function userNamedOrRoot(
  reading: Reading,
  name: string | undefined,
): UserOrRoot | Promise<UserSubject> {
  const { kind, accountId } = reading.caller;
  return kind === "root" && name === undefined ? { kind, accountId } : userNamedOrCaller(reading, name);
}

/** @throws NoSuchEntity "The user with name Bob cannot be found." */
export function existing<Record>(subject: Subject<MessageKind, Record>): Record {
  if (subject.record === undefined) throw noSuchEntity(subject.kind, subject.name);
  return subject.record;
}
