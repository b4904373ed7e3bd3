import type { Facts, Given } from "./facts.ts";
import type { Target } from "./find-target.ts";
import type { Made } from "./made/made.ts";

/** A tour as data: one engine runs it, one panel shows it. */
export interface Tour {
  /** What one knows at its end. */
  readonly about: string;
  readonly seed: TourSeed;
  readonly steps: readonly TourStep[];
}

/** The installation that a tour wants, as a seed that is started with `rolecall start --ephemeral --seed FILE`. */
export interface TourSeed {
  /** `first-role.yaml` */
  readonly file: string;
  /** Where the file is: the build makes it one of the console's own. */
  readonly address: string;
  /** Who signs in for it. */
  readonly account: string;
  readonly user: string;
  readonly password: string;
  /** True where any installation will do. */
  readonly isOptional?: boolean;
}

/** What a learner is told and does, up to the next thing to understand. */
export interface TourStep {
  /** Kept as the place: it stays when steps are added. */
  readonly id: string;
  readonly title: string;
  /** What the learner is told. Words between backticks are code. */
  readonly lesson: Told;
  /** Done in their order. */
  readonly tasks: readonly TourTask[];
  /** Why the step cannot be done in this installation, in a sentence; undefined where it can. Asked when the step begins. */
  readonly findMissing?: (given: Given) => Promise<string | undefined>;
}

/** One thing to do. */
export interface TourTask {
  readonly text: Told;
  /** Where it is done. */
  readonly where: Where;
  /** What is to be typed, to be copied. */
  readonly copy?: Told;
  /** Does what would be typed. */
  readonly shortcut?: { readonly text: string; readonly href: (given: Given) => string };
  /** Whether it was done, by what is known; what later steps want to know of it comes with it. */
  readonly notice: (facts: Facts) => Noticed | undefined;
}

export type Told = string | ((given: Given) => string);

export interface Where {
  /** Under `/console`: the page that has it, where this one does not. */
  readonly page?: string | ((given: Given) => string);
  /** The first that is there. */
  readonly targets: readonly Target[] | ((given: Given) => readonly Target[]);
}

/** That a task was done. */
export interface Noticed {
  /** By names that the tour chooses. */
  readonly notes?: Readonly<Record<string, string>>;
  /** What the tour can delete at its end. */
  readonly made?: Made;
}

/** A task was done, and there is no more to say of it. */
export function when(isDone: boolean, noticed: Noticed = {}): Noticed | undefined {
  return isDone ? noticed : undefined;
}

/** A text, or a value, for this learner. */
export function tell<Value>(told: Value | ((given: Given) => Value), given: Given): Value {
  return told instanceof Function ? told(given) : told;
}
