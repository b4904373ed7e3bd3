import { toAccountId, toUniqueId } from "@rolecall/names";
import type { UserRecord } from "@rolecall/store";

export const ACCOUNTS = 1_000;
const NUMBER_AT = 11;
const BASE = 36;

/** Ids are scattered, as the product's are, and tell the number. */
export function userOf(number: number): UserRecord {
  const scattered = ((number * 2_654_435_761) % 2 ** 32).toString(BASE).padStart(7, "0");
  const digits = number.toString(BASE).padStart(10, "0");
  return {
    id: toUniqueId(`AIDA${scattered}${digits}`.toUpperCase()),
    accountId: toAccountId(String(1 + (number % ACCOUNTS)).padStart(12, "0")),
    name: `User-${number}`,
    path: "/",
    createdAt: 1_700_000_000_000 + number,
    tags: [],
  };
}

export function numberOf(id: string): number {
  return Number.parseInt(id.slice(NUMBER_AT), BASE);
}
