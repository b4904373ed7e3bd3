/** Every record family over plain lists. */
import type { FamilyName, WriteTransaction } from "../src/families.ts";
import { FAMILIES_UNDER_TEST } from "./families.ts";
import type { NaiveCascade, NaiveState } from "./family-under-test.ts";

const NAMES = Object.keys(FAMILIES_UNDER_TEST) as readonly FamilyName[];

export function emptyState(): NaiveState {
  return Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as NaiveState;
}

export function naiveTransaction(state: NaiveState): WriteTransaction {
  const cascade: NaiveCascade = (kind, record) => {
    for (const name of NAMES) {
      FAMILIES_UNDER_TEST[name].naive.whenDeleted?.[kind]?.(state, record, cascade);
    }
  };
  const opened = NAMES.map((name) => [name, FAMILIES_UNDER_TEST[name].naive.open(state, cascade)]);
  return { ...Object.fromEntries(opened), mayRemember: true } as WriteTransaction;
}
