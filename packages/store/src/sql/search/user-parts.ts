/** What is read of the users of a page besides their records, a statement or two a part. */
import type { AccessKeyId, UniqueId } from "../../records/identifier.ts";
import type { MfaDeviceKind } from "../../records/mfa-device.ts";
import type { FoundAccessKey, FoundUser, UserPart } from "../../records/user-search.ts";
import type { SqlSession } from "../session.ts";
import { sql } from "./composed-sql.ts";
import { isOneOf, rowsOfEach } from "./of-each.ts";
import { policiesOfEach } from "./policies-of-each.ts";

type ReadParts = {
  readonly [Part in UserPart]: (
    session: SqlSession,
    ids: readonly UniqueId[],
  ) => Promise<(id: UniqueId) => NonNullable<FoundUser[Part]> | null>;
};

interface KeyRow {
  readonly owner: UniqueId;
  readonly id: AccessKeyId;
  readonly status: "Active" | "Inactive";
  readonly created_at: number;
  readonly used_at: number | null;
}

export const USER_PARTS: ReadParts = {
  async groups(session, ids) {
    const rows = await rowsOfEach<{ readonly owner: UniqueId; readonly name: string }>(
      session,
      ids,
      (owners) =>
        sql`select "memberships"."user_id" as "owner", "groups"."name" from "memberships" inner join "groups" on "groups"."id" = "memberships"."group_id" where ${isOneOf(sql`"memberships"."user_id"`, owners)} order by "groups"."name_key"`,
    );
    return (id) => (rows.get(id) ?? []).map(({ name }) => name);
  },
  async mfaDevices(session, ids) {
    type Row = { readonly owner: UniqueId; readonly serial_number: string; readonly kind: MfaDeviceKind };
    const rows = await rowsOfEach<Row>(
      session,
      ids,
      (owners) =>
        sql`select "owner_id" as "owner", "serial_number", "kind" from "mfa_devices" where ${isOneOf(sql`"owner_id"`, owners)} order by "serial_number"`,
    );
    return (id) =>
      (rows.get(id) ?? []).map(({ serial_number, kind }) => ({ serialNumber: serial_number, kind }));
  },
  async password(session, ids) {
    type Row = {
      readonly owner: UniqueId;
      readonly created_at: number;
      readonly password_changed_at: number;
    };
    const rows = await rowsOfEach<Row>(
      session,
      ids,
      (owners) =>
        sql`select "user_id" as "owner", "created_at", "password_changed_at" from "login_profiles" where ${isOneOf(sql`"user_id"`, owners)}`,
    );
    return (id) => {
      const row = rows.get(id)?.[0];
      return row === undefined ? null : { createdAt: row.created_at, changedAt: row.password_changed_at };
    };
  },
  async accessKeys(session, ids) {
    const rows = await rowsOfEach<KeyRow>(
      session,
      ids,
      (owners) =>
        sql`select "access_keys"."owner_id" as "owner", "access_keys"."id", "access_keys"."status", "access_keys"."created_at", "usage"."at" as "used_at" from "access_keys" left join "usage" on "usage"."subject" = "access_keys"."id" where ${isOneOf(sql`"access_keys"."owner_id"`, owners)} order by "access_keys"."position"`,
    );
    return (id) => (rows.get(id) ?? []).map(foundKey);
  },
  policies: policiesOfEach,
};

function foundKey({ id, status, created_at, used_at }: KeyRow): FoundAccessKey {
  return { id, status, createdAt: created_at, ...(used_at !== null && { usedAt: used_at }) };
}
