import { useEffect, useMemo } from "react";
import type { Identity } from "../session/identity.ts";
import type { TourId } from "./heads.ts";
import { News } from "./news.tsx";
import { advance, stepNumber, taskOf } from "./place.ts";
import { tell } from "./tour.ts";
import { personOf, tourStore } from "./tour-store.ts";
import { TOURS } from "./tours.ts";
import { useFacts } from "./use-facts.ts";
import { useMark } from "./use-mark.ts";
import { usePlace } from "./use-place.ts";
import "./tour.css";

interface TourEngineProps {
  readonly identity: Identity;
  readonly tourId: TourId;
}

/** Runs the tour, whether its panel is open or not: notices what is done, keeps the place, and marks what the step speaks of. */
export function TourEngine({ identity, tourId }: TourEngineProps) {
  const person = personOf(identity);
  const place = usePlace(person, tourId);
  const tour = TOURS[tourId];
  const facts = useFacts(identity, place.notes);
  useEffect(() => {
    const next = advance(tour, place, facts);
    if (next !== place) tourStore.keep(person, tourId, next);
  });
  const task = taskOf(tour, place);
  const { notes } = place;
  const targets = useMemo(
    () => (task === undefined ? [] : tell(task.where.targets, { identity, notes })),
    [task, identity, notes],
  );
  useMark(stepNumber(tour, place), targets);
  return <News tourId={tourId} place={place} />;
}
