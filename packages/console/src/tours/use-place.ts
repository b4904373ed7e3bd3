import { useMemo } from "react";
import type { TourId } from "./heads.ts";
import { beginningOf, findPlace, type Place } from "./place.ts";
import { usePersonTours } from "./tour-store.ts";
import { TOURS } from "./tours.ts";

/** Where the person is in a tour: where they were, as far as the tour still has that, else at its beginning. */
export function usePlace(person: string, tourId: TourId): Place {
  const kept = usePersonTours(person).places[tourId];
  return useMemo(() => findPlace(TOURS[tourId], kept) ?? beginningOf(TOURS[tourId]), [tourId, kept]);
}
