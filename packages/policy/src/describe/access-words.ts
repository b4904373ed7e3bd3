/** What may be done in services, as a phrase: `read everything in S3 and write some of it`. */
import { showText } from "../explain/paint.ts";
import { ACCESS_VERBS, type AccessVerb, accessVerbs } from "./access-verbs.ts";
import type { ServiceAccess } from "./description.ts";
import { countWords, joinWords } from "./list-words.ts";

/** `may`, behind "may": "do everything in S3"; `alone`: "everything in S3"; `doing`, behind "denies": "writing some of S3". */
export type VerbForm = "may" | "alone" | "doing";

export interface PhraseOptions {
  readonly form: VerbForm;
  /** The resources that it is about, in words; undefined where it is about all. */
  readonly object: string | undefined;
  /** Of many services the number alone. */
  readonly isBrief: boolean;
}

const LABELS_MAX = 3;
const PHRASES_MAX = 3;
const NAMES_MAX = 2;

const DOING: Readonly<Record<AccessVerb, string>> = {
  list: "listing",
  read: "reading",
  write: "writing",
  delete: "deleting",
  tag: "tagging",
  change: "changing permissions of",
};

/** Services of equal access in one phrase; where there are too many of these, all but the first claim less and are one. */
export function phraseServices(services: readonly ServiceAccess[], options: PhraseOptions): string {
  const alike = [...Map.groupBy(services, (service) => phraseService(service, options))];
  const phrases = alike.map(([phrase, group]) => phrase.replaceAll(LABEL, nameServices(group, options)));
  if (phrases.length <= PHRASES_MAX) return joinPhrases(phrases);
  const leading = findLeading(alike);
  if (leading < 0) return summarizeServices(services, options);
  const rest = alike.filter((_, place) => place !== leading).flatMap(([, group]) => group);
  return `${phrases[leading]}; ${summarizeServices(rest, options, "more")}`;
}

/** The place of the largest group that has all of something: everything, or everything at each of its levels. */
function findLeading(alike: readonly (readonly [string, readonly ServiceAccess[]])[]): number {
  let leading = -1;
  let most = 0;
  for (const [place, [, services]] of alike.entries()) {
    const isLarger =
      services.length > most || (services.length === most && services[0]?.isEverything === true);
    if (!isLarger || !services.every(hasAllOfSomething)) continue;
    leading = place;
    most = services.length;
  }
  return leading;
}

/** Whether there is more to be said of a service than that some of it is done. */
export function hasAllOfSomething(service: ServiceAccess): boolean {
  const verbs = accessVerbs(service);
  return service.isEverything || (verbs.length > 0 && verbs.every(({ isWhole }) => isWhole));
}

/** Stands in a phrase for the services. */
const LABEL = "\0";

/** Phrases with commas of their own are kept apart by semicolons. */
export function joinPhrases(phrases: readonly string[]): string {
  return phrases.some((phrase) => /[,;]/.test(phrase)) ? phrases.join("; ") : joinWords(phrases);
}

function nameServices(services: readonly ServiceAccess[], { isBrief }: PhraseOptions, more = ""): string {
  const labels = services.map(({ label }) => label);
  if (more !== "") return countWords(labels.length, `${more} service`);
  if (labels.length <= LABELS_MAX) return joinWords(labels);
  if (isBrief) return `${labels[0]} and ${labels.length - 1} more services`;
  return `${labels.length} services (${joinWords(labels.slice(0, LABELS_MAX))} among them)`;
}

/** A phrase for any number of services that claims less than one for each: `read and write some of 12 services`. */
export function summarizeServices(
  services: readonly ServiceAccess[],
  options: PhraseOptions,
  more = "",
): string {
  const { form, object } = options;
  const held = new Set(services.flatMap((service) => accessVerbs(service).map(({ verb }) => verb)));
  if (held.has("read")) held.delete("list");
  if (held.has("write")) held.delete("delete");
  const distinct = [...new Map(services.map((service) => [service.service, service])).values()];
  const where = nameServices(distinct, options, more);
  if (held.size === 0) return `${form === "doing" ? "" : "call "}actions of ${where}`;
  const verbs = ACCESS_VERBS.filter((verb) => held.has(verb));
  return `${joinVerbs(verbs, form)} ${object === undefined ? "some of" : `${object} in`} ${where}`;
}

function joinVerbs(verbs: readonly AccessVerb[], form: VerbForm): string {
  return joinWords(
    verbs.map((verb) => {
      if (form === "doing") return DOING[verb];
      return verb === "change" ? "change permissions of" : verb;
    }),
  );
}

function phraseService(service: ServiceAccess, { form, object }: PhraseOptions): string {
  const { isEverything, deletes } = service;
  const on = object === undefined ? "" : `${object} `;
  if (isEverything) {
    const included = deletes === "none" || form === "doing" ? "" : ", deleting included";
    return `${form === "may" ? "do " : ""}everything ${on === "" ? "" : `with ${on}`}in ${LABEL}${included}`;
  }
  if (isNamed(service, object)) {
    const all = namesOf(service);
    const calls = all.length <= NAMES_MAX ? joinWords(all) : countWords(all.length, "action");
    return `${form === "doing" ? "" : "call "}${calls} ${on === "" ? "" : `on ${on}`}in ${LABEL}`;
  }
  const verbs = accessVerbs(service);
  if (object !== undefined) {
    const held = verbs.map(({ verb }) => verb);
    return `${joinVerbs(held, form)} ${on}in ${LABEL}`;
  }
  const whole = verbs.filter(({ isWhole }) => isWhole).map(({ verb }) => verb);
  const partly = verbs.filter(({ isWhole }) => !isWhole).map(({ verb }) => verb);
  return joinWords([
    ...(whole.length > 0 ? [`${joinVerbs(whole, form)} everything in ${LABEL}`] : []),
    ...(partly.length > 0 ? [`${joinVerbs(partly, form)} some of ${LABEL}`] : []),
  ]);
}

function namesOf({ names = [], unlisted }: ServiceAccess): readonly string[] {
  return [...names, ...unlisted.map((value) => showText(value.slice(value.indexOf(":") + 1)))];
}

/** Names whose first word says what the level says. */
const PLAIN_NAME = /^(?:BatchGet|BatchWrite|Delete|Describe|Get|List|Put|Query|Scan|Update)/;

/** Few actions are named, rather than told by their level; on some resources only where their names say more. */
function isNamed(service: ServiceAccess, object: string | undefined): boolean {
  const { names, levels } = service;
  if (levels.every(({ count }) => count === 0)) return true;
  if (names === undefined || namesOf(service).length > NAMES_MAX) return false;
  return object === undefined || !names.every((name) => PLAIN_NAME.test(name));
}

const EXCLUDED_MAX = 5;

/** Everything but what is listed. */
export function phraseAllBut(services: readonly ServiceAccess[], { form, object }: PhraseOptions): string {
  const everything = `${form === "may" ? "do " : ""}everything`;
  const on = object === undefined ? "" : ` with ${object}`;
  if (services.length === 0) return `${everything}${on === "" ? ", in every service" : on}`;
  return `${everything}${on} except ${nameExcluded(services)}`;
}

function nameExcluded(services: readonly ServiceAccess[]): string {
  const isWhole = services.every(({ isEverything }) => isEverything);
  if (services.length > EXCLUDED_MAX) return `${isWhole ? "" : "some of "}${services.length} services`;
  return joinWords(
    services.map((service) => {
      if (service.isEverything) return service.label;
      const all = namesOf(service);
      const isFew = service.names !== undefined && all.length <= NAMES_MAX;
      return isFew ? `${joinWords(all)} in ${service.label}` : `some of ${service.label}`;
    }),
  );
}
