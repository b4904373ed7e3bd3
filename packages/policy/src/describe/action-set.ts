/** Which actions a statement is about, worked out over the actions that the reference has. */
import type { StringElement } from "../document/policy.ts";
import { matchesName } from "../validate/lint/glob.ts";
import type { AccessReference } from "./access-levels.ts";

/** Some of a service's actions. */
export interface ServiceActions {
  /** `s3:*` is written: whatever the service has, known or not. */
  readonly isWhole: boolean;
  /** Names in lower case, as the reference has them. */
  readonly known: ReadonlySet<string>;
  /** Values as written that match no action of the reference. */
  readonly unlisted: readonly string[];
}

export interface ActionSet {
  /** The set is everything but what is listed. */
  readonly isComplement: boolean;
  /** By the service's prefix in lower case. */
  readonly services: ReadonlyMap<string, ServiceActions>;
}

/** Patterns compared with names at most, for one policy: what asks for more is not told in words. */
export const COMPARISONS_MAX = 200_000;

/** Longer patterns are not compared. */
const PATTERN_LENGTH_MAX = 128;

/** What reading may still cost. */
export interface ComparisonBudget {
  left: number;
}

interface Draft {
  isWhole: boolean;
  readonly known: Set<string>;
  readonly unlisted: Set<string>;
}

/** Undefined where a value is a pattern of services (`*:Get*`), too long, or one comparison too many. */
export function readActionSet(
  { negated, values }: StringElement,
  reference: AccessReference,
  budget: ComparisonBudget,
): ActionSet | undefined {
  const services = new Map<string, Draft>();
  for (const written of values) {
    if (isAnything(written)) return { isComplement: !negated, services: new Map() };
    const colon = written.indexOf(":");
    const service = written.slice(0, colon).toLowerCase();
    const pattern = written
      .slice(colon + 1)
      .toLowerCase()
      .replaceAll(/\*+/g, "*");
    if (/[*?]/.test(service) || pattern.length > PATTERN_LENGTH_MAX) return undefined;
    const draft = services.get(service) ?? { isWhole: false, known: new Set(), unlisted: new Set() };
    services.set(service, draft);
    if (pattern === "*") draft.isWhole = true;
    const names = namesMatching(pattern, reference.actionsOf(service), budget);
    if (names === undefined) return undefined;
    for (const name of names) draft.known.add(name);
    if (names.length === 0 && pattern !== "*") draft.unlisted.add(written);
  }
  return {
    isComplement: negated,
    services: new Map([...services].map(([key, draft]) => [key, seal(draft)])),
  };
}

/** `*` and `*:*`. */
function isAnything(value: string): boolean {
  return /^\*+(?::\*+)?$/.test(value);
}

function seal({ isWhole, known, unlisted }: Draft): ServiceActions {
  return { isWhole, known, unlisted: isWhole ? [] : [...unlisted] };
}

function namesMatching(
  pattern: string,
  actions: ReadonlyMap<string, unknown> | undefined,
  budget: ComparisonBudget,
): readonly string[] | undefined {
  if (actions === undefined) return [];
  if (!/[*?]/.test(pattern)) return actions.has(pattern) ? [pattern] : [];
  budget.left -= actions.size;
  if (budget.left < 0) return undefined;
  return [...actions.keys()].filter((name) => pattern === "*" || matchesName(pattern, name));
}

/** Whether the set has an action of the reference; both names in lower case. */
export function hasAction(set: ActionSet, service: string, name: string): boolean {
  const own = set.services.get(service);
  const isListed = own !== undefined && (own.isWhole || own.known.has(name));
  return isListed !== set.isComplement;
}

export function isEmptySet({ isComplement, services }: ActionSet): boolean {
  return !isComplement && services.size === 0;
}

/** All that either has; undefined where one of them is told by what it has not. */
export function unite(one: ActionSet, other: ActionSet): ActionSet | undefined {
  if (one.isComplement || other.isComplement) return undefined;
  const services = new Map(one.services);
  for (const [service, actions] of other.services) {
    const before = services.get(service);
    services.set(service, before === undefined ? actions : uniteService(before, actions));
  }
  return { isComplement: false, services };
}

function uniteService(one: ServiceActions, other: ServiceActions): ServiceActions {
  const isWhole = one.isWhole || other.isWhole;
  return {
    isWhole,
    known: new Set([...one.known, ...other.known]),
    unlisted: isWhole ? [] : [...new Set([...one.unlisted, ...other.unlisted])],
  };
}

/** What the first has and the second has not. What neither's reference lists stays, unless the second has the whole service. */
export function subtract(one: ActionSet, other: ActionSet): ActionSet {
  if (one.isComplement) {
    const taken = other.isComplement ? undefined : unite({ ...one, isComplement: false }, other);
    // Everything but some, less everything but others: the others, less the some.
    if (taken === undefined)
      return subtract({ ...other, isComplement: false }, { ...one, isComplement: false });
    return { ...taken, isComplement: true };
  }
  const services = new Map<string, ServiceActions>();
  for (const [service, actions] of one.services) {
    const left = subtractService(service, actions, other);
    if (left !== undefined) services.set(service, left);
  }
  return { isComplement: false, services };
}

function subtractService(
  service: string,
  actions: ServiceActions,
  other: ActionSet,
): ServiceActions | undefined {
  const listed = other.services.get(service);
  const isAllTaken = other.isComplement ? listed === undefined : listed?.isWhole === true;
  if (isAllTaken) return undefined;
  const isUntouched = other.isComplement ? listed?.isWhole === true : listed === undefined;
  if (isUntouched) return actions;
  const known = new Set([...actions.known].filter((name) => !hasAction(other, service, name)));
  const unlisted = other.isComplement ? [] : actions.unlisted;
  if (known.size === 0 && unlisted.length === 0) return undefined;
  return { isWhole: false, known, unlisted };
}

/** Whether some action of the first is in the second. Never wrongly false. */
export function meets(one: ActionSet, other: ActionSet): boolean {
  if (one.isComplement && other.isComplement) return true;
  if (one.isComplement) return meets(other, one);
  return [...one.services].some(([service, actions]) => {
    const listed = other.services.get(service);
    if (other.isComplement) {
      if (listed?.isWhole === true) return false;
      return listed === undefined || actions.isWhole || actions.unlisted.length > 0
        ? true
        : [...actions.known].some((name) => !listed.known.has(name));
    }
    if (listed === undefined) return false;
    if (actions.isWhole || listed.isWhole || (actions.unlisted.length > 0 && listed.unlisted.length > 0))
      return true;
    return [...actions.known].some((name) => listed.known.has(name));
  });
}
