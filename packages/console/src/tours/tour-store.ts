import type { Identity } from "../session/identity.ts";
import { createObservable, useObservable } from "../session/observable.ts";
import { isTourId, type TourId } from "./heads.ts";
import type { Place } from "./place.ts";
import { type PersonTours, readTours, writeTours } from "./stored-tours.ts";

const KEY = "rolecall.tours";

const people = createObservable<readonly PersonTours[]>([]);

/** Places are kept in this browser, for each person that signs in; other tabs hear of them. */
if (typeof localStorage !== "undefined") {
  people.write(readTours(localStorage.getItem(KEY)));
  addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY) people.write(readTours(newValue));
  });
}

export const tourStore = {
  /** Goes on where the person was, or begins. */
  run(arn: string, running: TourId): void {
    change(arn, (person) => ({ ...person, running }));
  },
  /** The tour is left; its place stays. */
  stop(arn: string): void {
    change(arn, ({ running: _left, ...person }) => person);
  },
  keep(arn: string, tour: TourId, place: Place): void {
    change(arn, (person) => ({ ...person, places: { ...person.places, [tour]: place } }));
  },
  forget(arn: string, tour: TourId): void {
    change(arn, ({ places: { [tour]: _gone, ...places }, ...person }) => ({ ...person, places }));
  },
  hideCard(arn: string): void {
    change(arn, (person) => ({ ...person, knowsAws: true }));
  },
};

function change(arn: string, changed: (person: PersonTours) => PersonTours): void {
  const now = people.read();
  const person = now.find((each) => each.arn === arn) ?? { arn, places: {} };
  const next = [changed(person), ...now.filter((each) => each.arn !== arn)];
  people.write(next);
  localStorage.setItem(KEY, writeTours(next));
}

/** Whose tours they are: who signed in, also while they are a role. */
export function personOf({ original, arn }: Identity): string {
  return original?.arn ?? arn;
}

const NOBODY: PersonTours = { arn: "", places: {} };

export function usePersonTours(arn: string): PersonTours {
  return useObservable(people).find((each) => each.arn === arn) ?? NOBODY;
}

/** The tour that the person is in; one of another version is none. */
export function useRunningTour(arn: string): TourId | undefined {
  const { running } = usePersonTours(arn);
  return running !== undefined && isTourId(running) ? running : undefined;
}
