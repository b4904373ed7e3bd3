/** Which actions a policy may allow, by its document alone: for who looks for policies by an action. */
import type { ManagedPolicyCatalog } from "@rolecall/access";
import { parsePolicy, type Statement, type StringElement } from "@rolecall/policy";
import { invalidInput } from "../error.ts";

/** Action or NotAction, in lower case. */
interface ActionElement {
  readonly isNegated: boolean;
  readonly patterns: readonly string[];
}

/** What a document allows, on anything and in any circumstances, and what it denies on all things and in all circumstances. */
export interface PolicyGrants {
  readonly allows: readonly ActionElement[];
  readonly denies: readonly ActionElement[];
  /** One statement allows every action on every resource, in all circumstances, and nothing is denied. */
  readonly isEverything: boolean;
}

export const NO_GRANTS: PolicyGrants = { allows: [], denies: [], isEverything: false };

export function grantsOf(document: string): PolicyGrants {
  const parsed = parsePolicy(document, "identity");
  if (!parsed.ok) return NO_GRANTS;
  const { statements } = parsed.policy;
  const allowing = statements.filter(({ effect }) => effect === "Allow");
  const denying = statements.filter(({ effect }) => effect === "Deny");
  return {
    allows: allowing.map(({ action }) => elementOf(action)),
    denies: denying.filter(isEverywhere).map(({ action }) => elementOf(action)),
    isEverything: denying.length === 0 && allowing.some((each) => isEverywhere(each) && isEveryAction(each)),
  };
}

function elementOf({ negated, values }: StringElement): ActionElement {
  return { isNegated: negated, patterns: values.map((value) => value.toLowerCase()) };
}

function isEverywhere({ resource, conditions }: Statement): boolean {
  return (
    conditions.length === 0 && resource !== undefined && !resource.negated && resource.values.includes("*")
  );
}

function isEveryAction({ action }: Statement): boolean {
  return !action.negated && action.values.some((value) => value === "*" || value === "*:*");
}

/** `service:Name`. */
const ACTION = /^[a-z0-9-]{1,64}:[a-z0-9]{1,64}$/i;

export function isAction(text: string): boolean {
  return ACTION.test(text);
}

/** How many signs may be compared for one search: what the patterns of AWS's policies take for any action, a hundred times over. */
const COMPARISONS_MAX = 50_000_000;

export interface ComparisonBudget {
  left: number;
}

export function newBudget(): ComparisonBudget {
  return { left: COMPARISONS_MAX };
}

/**
 * @param action in lower case
 * @throws ValidationException where the patterns of the account's policies take too many comparisons
 */
export function mayAllow(
  { allows, denies }: PolicyGrants,
  action: string,
  budget: ComparisonBudget,
): boolean {
  const isAbout = ({ isNegated, patterns }: ActionElement) =>
    patterns.some((pattern) => matches(pattern, action, budget)) !== isNegated;
  return allows.some(isAbout) && !denies.some(isAbout);
}

/** `*` and `?`, as actions have them. Goes back to the last star alone, so that it takes the product of both lengths at most. */
function matches(pattern: string, text: string, budget: ComparisonBudget): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let place = 0;
  while (place < text.length) {
    budget.left -= 1;
    if (budget.left < 0)
      throw invalidInput("The policies' patterns take too many comparisons with this action.");
    const sign = pattern[at];
    if (sign === "*") {
      star = at++;
      resume = place;
    } else if (sign === "?" || sign === text[place]) {
      at++;
      place++;
    } else if (star >= 0) {
      at = star + 1;
      place = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

const known = new WeakMap<ManagedPolicyCatalog, Map<string, PolicyGrants>>();

/** So many documents are read in one turn of the event loop. */
const READ_AT_ONCE = 20;

/** Reads what AWS's policies allow, once a process: some 0.2 s, in which others get their turn. */
export async function readManagedGrants(catalog: ManagedPolicyCatalog): Promise<void> {
  if (known.has(catalog)) return;
  const grants = new Map<string, PolicyGrants>();
  const texts = new Map<string, string>();
  for (const [place, { arn }] of catalog.list().entries()) {
    if (place % READ_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    grants.set(arn, shared(grantsOf(catalog.document(arn) ?? ""), texts));
  }
  known.set(catalog, grants);
}

/** Thousands of policies name the same actions: each is kept once. */
function shared(grants: PolicyGrants, texts: Map<string, string>): PolicyGrants {
  const keep = (text: string) => {
    const kept = texts.get(text);
    if (kept !== undefined) return kept;
    texts.set(text, text);
    return text;
  };
  const all = (elements: readonly ActionElement[]) =>
    elements.map(({ isNegated, patterns }) => ({ isNegated, patterns: patterns.map(keep) }));
  return { ...grants, allows: all(grants.allows), denies: all(grants.denies) };
}

/** INVARIANT: they were read before. */
export function managedGrants(catalog: ManagedPolicyCatalog, arn: string): PolicyGrants {
  const grants = known.get(catalog);
  if (grants === undefined) throw new Error("What AWS's policies allow has not been read.");
  return grants.get(arn) ?? NO_GRANTS;
}
