/**
 * Ids and texts to test with. A number tells records apart; what is not said of a record is as small as it may be: see
 * the first function of each file in families/.
 */
import { toAccountId, toArn, toUniqueId } from "@rolecall/names";
import type { EntityRecord } from "../src/records/entity.ts";
import type { AccountId, Arn, UniqueId } from "../src/records/identifier.ts";
import type { OwnerKind } from "../src/records/owner.ts";
import type { Tag } from "../src/records/tag.ts";

export function accountId(number: number): AccountId {
  return toAccountId(String(number).padStart(12, "0"));
}

export function uniqueId(prefix: string, number: number): UniqueId {
  return toUniqueId(`${prefix}${String(number).padStart(17, "0")}`);
}

export function policyArn(number: number, owner = 1): Arn {
  return toArn(`arn:aws:iam::${accountId(owner)}:policy/policy-${number}`);
}

export const ACCOUNT = accountId(1);
export const CREATED_AT = 1_700_000_000_000;
/** The last moment that JavaScript knows. */
export const LATE = 8_640_000_000_000_000;
export const TEXT = "Ünïcödé 漢字 🔑 \" ' \\ \n\t % _ ; --";
export const TAGS: readonly Tag[] = [
  { key: "team", value: "core" },
  { key: TEXT, value: "" },
];
/** As large as AWS lets a trust policy or a managed policy get, several times over. */
export const BIG_DOCUMENT = `{"Statement":[],"Pad":"${"ä".repeat(100_000)}"}`;

export function entity(prefix: string, number: number): Omit<EntityRecord, "name"> {
  return { id: uniqueId(prefix, number), accountId: ACCOUNT, path: "/", createdAt: CREATED_AT };
}

const OWNER_PREFIX: Readonly<Record<OwnerKind, string>> = { user: "AIDA", group: "AGPA", role: "AROA" };

export const OWNER_KINDS = ["user", "group", "role"] as const satisfies readonly OwnerKind[];

export function ownerIdOf(ownerKind: OwnerKind, number: number): UniqueId {
  return uniqueId(OWNER_PREFIX[ownerKind], number);
}

/** Names that are unique without regard to case, and their paths: so few that the model's records often meet. */
export const NAMES = ["a", "A", "b", "B_", "c-c", "d", "e", "f"] as const;
const PATHS = ["/", "/x/", "/x/y/"] as const;

/** Two in three belong to account 1. */
export function named(name: number, place: number) {
  return {
    name: pick(NAMES, name),
    path: pick(PATHS, place),
    accountId: accountId(place === PATHS.length - 1 ? 2 : 1),
  };
}

export function boundary(number: number) {
  return number === 0 ? {} : { permissionsBoundary: policyArn(number) };
}

export function pick<Item>(items: readonly Item[], number: number): Item {
  return items[number % items.length]!;
}
