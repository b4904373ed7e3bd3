import { BREAK_GLASS } from "./break-glass/break-glass.ts";
import { FIRST_ROLE } from "./first-role/first-role.ts";
import type { TourId } from "./heads.ts";
import { TEN_ACCOUNTS } from "./ten-accounts/ten-accounts.ts";
import type { Tour } from "./tour.ts";
import { UNTRUSTED_GROUP } from "./untrusted-group/untrusted-group.ts";

/** What each tour consists of. */
export const TOURS: Readonly<Record<TourId, Tour>> = {
  "first-role": FIRST_ROLE,
  "ten-accounts": TEN_ACCOUNTS,
  "untrusted-group": UNTRUSTED_GROUP,
  "break-glass": BREAK_GLASS,
};
