/** What is asked about a change: the actions that either side names, on resources that either side names. */
import type { Policy, Statement } from "@rolecall/policy";
import type { AccessReference } from "@rolecall/policy/describe";

export interface SampledRequest {
  readonly action: string;
  /** As the policy writes it; `instanceOf` makes a resource of it. */
  readonly written: string;
}

export interface Sample {
  readonly requests: readonly SampledRequest[];
  readonly actionCount: number;
  /** Whether some actions or resources that are named were left out. */
  readonly isPartial: boolean;
}

const ACTIONS_MAX = 300;
const RESOURCES_MAX = 8;
const REQUESTS_MAX = 600;
/** Patterns compared with names at most. */
const COMPARISONS_MAX = 400_000;

/** Stands where a pattern says "any": no name that anything has. */
const ANY = "rolecall-any";

/** A few hundred requests at most, taken evenly of all that there are. */
export function sampleRequests(policies: readonly Policy[], reference: AccessReference): Sample {
  const statements = policies.flatMap((policy) => policy.statements);
  const named = namedActions(statements, reference);
  const actions = takeEvenly(named, ACTIONS_MAX);
  let isPartial = actions.length < named.length;
  const requests = actions.flatMap((action) => {
    const resources = resourcesOf(statements, action);
    isPartial ||= resources.length > RESOURCES_MAX;
    return resources.slice(0, RESOURCES_MAX).map((written) => ({ action, written }));
  });
  const taken = takeEvenly(requests, REQUESTS_MAX);
  return {
    requests: taken,
    actionCount: actions.length,
    isPartial: isPartial || taken.length < requests.length,
  };
}

/** Patterns come to the actions that the reference has of them; what it has not stands as it is written. */
function namedActions(statements: readonly Statement[], reference: AccessReference): readonly string[] {
  const found = new Set<string>();
  let left = COMPARISONS_MAX;
  for (const value of new Set(statements.flatMap(({ action }) => action.values))) {
    const matches = isPattern(value) ? expand(value, reference, left) : { names: [value], work: 0 };
    left -= matches.work;
    for (const name of matches.names) found.add(name);
    if (left <= 0) break;
  }
  // NotAction is about all others.
  if (statements.some(({ action }) => action.negated))
    for (const name of expand("*", reference, Number.POSITIVE_INFINITY).names) found.add(name);
  return [...found];
}

function expand(
  pattern: string,
  reference: AccessReference,
  left: number,
): { readonly names: readonly string[]; readonly work: number } {
  const colon = pattern.indexOf(":");
  const matchesService = matcherOf(colon < 0 ? "*" : pattern.slice(0, colon));
  const matchesName = matcherOf(colon < 0 ? "*" : pattern.slice(colon + 1));
  const names: string[] = [];
  let work = 0;
  for (const service of reference.services) {
    work++;
    if (!matchesService(service)) continue;
    for (const { name } of reference.actionsOf(service)?.values() ?? []) {
      if (++work > left) return { names, work };
      if (matchesName(name.toLowerCase())) names.push(`${service}:${name}`);
    }
  }
  return { names, work };
}

const isPattern = (text: string) => /[*?]/.test(text);

/** `*` and `?` in texts without regard to case, in linear time: the last star is the one that is tried further. */
function matcherOf(pattern: string): (text: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (/^\*+$/.test(wanted)) return () => true;
  return (text) => matches(wanted, text);
}

function matches(pattern: string, text: string): boolean {
  let [at, place, star, tried] = [0, 0, -1, 0];
  while (place < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      tried = place;
    } else if (pattern[at] === "?" || pattern[at] === text[place]) {
      at++;
      place++;
    } else if (star >= 0) {
      at = star + 1;
      place = ++tried;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

/** Of the statements that are about an action, in the order in which they are written. */
function resourcesOf(statements: readonly Statement[], action: string): readonly string[] {
  const about = statements.filter((statement) => isAbout(statement, action));
  const values = about.flatMap(({ resource }) => resource?.values ?? ["*"]);
  // What a NotResource leaves over is asked as any.
  const isNegated = about.some(({ resource }) => resource?.negated === true);
  return [...new Set(isNegated ? [...values, "*"] : values)];
}

function isAbout({ action: { negated, values } }: Statement, action: string): boolean {
  const name = action.toLowerCase();
  return values.some((value) => matches(value.toLowerCase(), name)) !== negated;
}

/** A resource that the pattern matches, and nothing that is written more narrowly. @param known of variables, in lower case */
export function instanceOf(pattern: string, known: (key: string) => string | undefined): string {
  if (pattern === "*") return pattern;
  return pattern
    .replaceAll(/\$\{([^},]*)[^}]*\}/g, (_whole, key: string) => known(key.trim().toLowerCase()) ?? ANY)
    .replaceAll(/\*+/g, ANY)
    .replaceAll("?", "x");
}

/** As many as may be, spread over all of them, in their order. */
function takeEvenly<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]!);
}
