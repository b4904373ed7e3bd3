import { FIRST_ROLE } from "./first-role/first-role.ts";
import type { TourId } from "./heads.ts";
import type { Tour } from "./tour.ts";

/** What each tour consists of. */
export const TOURS: Readonly<Record<TourId, Tour>> = {
  "first-role": FIRST_ROLE,
};
