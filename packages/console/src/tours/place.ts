import type { Facts } from "./facts.ts";
import type { Made } from "./made/made.ts";
import type { Noticed, Tour, TourStep, TourTask } from "./tour.ts";

/** Where somebody is in a tour. */
export interface Place {
  /** Id of the step; `END` behind the last one. */
  readonly step: string;
  /** Which of the step's tasks is next. */
  readonly task: number;
  readonly notes: Readonly<Record<string, string>>;
  readonly made: readonly Made[];
  /** Ids of the steps that the learner marked. */
  readonly byHand: readonly string[];
}

export const END = "end";

type Steps = Pick<Tour, "steps">;

export function beginningOf({ steps }: Steps): Place {
  return { step: steps[0]?.id ?? END, task: 0, notes: {}, made: [], byHand: [] };
}

/** A place that was kept, where the tour still has it; another version may have kept it. */
export function findPlace(tour: Steps, kept: Place | undefined): Place | undefined {
  if (kept === undefined || kept.step === END) return kept;
  const step = tour.steps.find(({ id }) => id === kept.step);
  return step !== undefined && kept.task < step.tasks.length ? kept : undefined;
}

/** The number of the step, from 1; behind the last one there is none. */
export function stepNumber({ steps }: Steps, { step }: Place): number | undefined {
  const at = steps.findIndex(({ id }) => id === step);
  return at < 0 ? undefined : at + 1;
}

export function stepOf({ steps }: Steps, { step }: Place): TourStep | undefined {
  return steps.find(({ id }) => id === step);
}

export function taskOf(tour: Steps, place: Place): TourTask | undefined {
  return stepOf(tour, place)?.tasks[place.task];
}

/** Goes on over all that the facts show to be done. The same place where nothing is. */
export function advance(tour: Steps, place: Place, facts: Facts): Place {
  let now = place;
  for (let task = taskOf(tour, now); task !== undefined; task = taskOf(tour, now)) {
    const noticed = task.notice({ ...facts, notes: now.notes });
    if (noticed === undefined) return now;
    now = finishTask(tour, now, noticed);
  }
  return now;
}

function finishTask(tour: Steps, place: Place, { notes = {}, made }: Noticed): Place {
  const next = {
    ...place,
    notes: { ...place.notes, ...notes },
    made: made === undefined ? place.made : [...place.made, made],
  };
  const isLast = place.task + 1 >= (stepOf(tour, place)?.tasks.length ?? 0);
  return isLast ? enterNext(tour, next) : { ...next, task: place.task + 1 };
}

/** The learner says that the step is done, or wants to go on without it. */
export function markStep(tour: Steps, place: Place): Place {
  if (stepOf(tour, place) === undefined) return place;
  return enterNext(tour, { ...place, byHand: [...place.byHand, place.step] });
}

function enterNext({ steps }: Steps, place: Place): Place {
  const at = steps.findIndex(({ id }) => id === place.step);
  return { ...place, step: steps[at + 1]?.id ?? END, task: 0 };
}
