import { MADE_MEMBERS, type Made } from "./made/made.ts";
import type { Place } from "./place.ts";

/** What is kept of one person's tours in this browser. */
export interface PersonTours {
  /** Of who signed in, whatever role they are in. */
  readonly arn: string;
  /** Id of the tour that runs. */
  readonly running?: string;
  /** Said "I know AWS": the dashboard shows no tour any more. */
  readonly knowsAws?: true;
  /** By the tour's id. */
  readonly places: Readonly<Record<string, Place>>;
}

/** So many persons are kept, the latest first; and so much of each. */
const PEOPLE_MAX = 8;
const PLACES_MAX = 12;
const LIST_MAX = 20;
const TEXT_MAX = 2_048;
/** What is longer was not written here. */
const STORED_MAX = 400_000;

/** What was kept, as far as it has the form that this version keeps; all else is ignored. */
export function readTours(stored: string | null): readonly PersonTours[] {
  if (stored === null || stored.length > STORED_MAX) return [];
  try {
    const found: unknown = JSON.parse(stored);
    return listOf(found, readPerson).slice(0, PEOPLE_MAX);
  } catch {
    return [];
  }
}

export function writeTours(people: readonly PersonTours[]): string {
  return JSON.stringify(people.slice(0, PEOPLE_MAX).map(shorten));
}

/** As it will be read again. */
function shorten(person: PersonTours): PersonTours {
  return { ...person, places: Object.fromEntries(Object.entries(person.places).slice(0, PLACES_MAX)) };
}

function readPerson(found: unknown): PersonTours | undefined {
  if (!isObject(found) || !isText(found.arn) || !isObject(found.places)) return undefined;
  const places = Object.entries(found.places).flatMap(([id, each]) => {
    const place = readPlace(each);
    return place === undefined || !isText(id) ? [] : [[id, place] as const];
  });
  return {
    arn: found.arn,
    ...(isText(found.running) && { running: found.running }),
    ...(found.knowsAws === true && { knowsAws: true as const }),
    places: Object.fromEntries(places.slice(0, PLACES_MAX)),
  };
}

function readPlace(found: unknown): Place | undefined {
  if (!isObject(found) || !isText(found.step) || !isObject(found.notes)) return undefined;
  const { step, task } = found;
  if (typeof task !== "number" || !Number.isInteger(task) || task < 0) return undefined;
  const notes = Object.entries(found.notes).filter((note): note is [string, string] => isText(note[1]));
  return {
    step,
    task,
    notes: Object.fromEntries(notes.slice(0, LIST_MAX)),
    made: listOf(found.made, readMade),
    byHand: listOf(found.byHand, (each) => (isText(each) ? each : undefined)),
  };
}

/** Each kind is read by its members; what has others, or lacks one, is none. */
function readMade(found: unknown): Made | undefined {
  if (!isObject(found) || !isText(found.kind) || !isKind(found.kind)) return undefined;
  const members: readonly string[] = MADE_MEMBERS[found.kind];
  const entries = members.map((name) => [name, found[name]] as const);
  if (!entries.every(([, value]) => isText(value))) return undefined;
  return { kind: found.kind, ...Object.fromEntries(entries) } as Made;
}

function isKind(kind: string): kind is Made["kind"] {
  return Object.hasOwn(MADE_MEMBERS, kind);
}

function listOf<Item>(found: unknown, read: (each: unknown) => Item | undefined): readonly Item[] {
  if (!Array.isArray(found)) return [];
  return found.slice(0, LIST_MAX).flatMap((each) => {
    const item = read(each);
    return item === undefined ? [] : [item];
  });
}

function isObject(found: unknown): found is Readonly<Record<string, unknown>> {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}

function isText(found: unknown): found is string {
  return typeof found === "string" && found !== "" && found.length <= TEXT_MAX;
}
