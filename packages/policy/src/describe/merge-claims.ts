/** What the statements of a policy come to together. */
import type { ConditionEntry, Statement } from "../document/policy.ts";
import type { AccessReference } from "./access-levels.ts";
import { type ActionSet, isEmptySet, meets, type ServiceActions, subtract, unite } from "./action-set.ts";
import type { PolicyClaim, PolicyPart } from "./description.ts";
import { describeActions } from "./service-access.ts";

/** A statement with the actions that it is about; undefined where these cannot be told. */
export interface ReadPart {
  readonly statement: Statement;
  readonly part: PolicyPart;
  readonly actions: ActionSet | undefined;
}

/** Names looked at while claims are put together: what would take more is told with less. */
export const MERGING_MAX = 2_000_000;

/** What merging may still cost. */
export interface MergeBudget {
  left: number;
}

/** False where the budget does not reach: nothing of the draft is looked at then. */
function spend(budget: MergeBudget, { actions }: Pick<Draft, "actions">): boolean {
  let cost = 1;
  for (const { known, unlisted } of actions?.services.values() ?? [])
    cost += 1 + known.size + unlisted.length;
  if (budget.left < cost) {
    budget.left = 0;
    return false;
  }
  budget.left -= cost;
  return true;
}

/** Statements of one effect, principal, resources and conditions. */
interface Draft {
  readonly first: PolicyPart;
  readonly statements: readonly number[];
  /** Undefined where they cannot be told. */
  readonly actions: ActionSet | undefined;
  readonly values: readonly string[];
  readonly isFree: boolean;
}

/**
 * Grants and denials, each in the order in which they begin. What is granted freely is not told again under conditions; what is
 * denied freely is taken off; where a Deny may take back a part of a grant, the grant says that it has exceptions.
 */
export function mergeClaims(
  parts: readonly ReadPart[],
  reference: AccessReference,
  budget: MergeBudget = { left: MERGING_MAX },
): { readonly grants: readonly PolicyClaim[]; readonly denials: readonly PolicyClaim[] } {
  const drafts = uniteAlike(
    parts.filter(({ part }) => part.resources.kind !== "none"),
    budget,
  );
  const denials = leaveOutRepeated(
    drafts.filter(({ first }) => first.effect === "Deny"),
    budget,
  );
  const granted = leaveOutRepeated(
    drafts.filter(({ first }) => first.effect === "Allow"),
    budget,
  );
  const freely = denials.filter(({ isFree }) => isFree);
  const grants = granted.flatMap((grant) => {
    const [whole, touched] = splitByExceptions(grant, takeOff(grant, freely, budget), { denials, budget });
    return [
      ...(whole === undefined ? [] : [claimOf(whole, reference, false)]),
      ...(touched === undefined ? [] : [claimOf(touched, reference, true)]),
    ];
  });
  return { grants, denials: denials.map((denial) => claimOf(denial, reference, false)) };
}

/** What is left of a grant: the services that no Deny speaks of, and those of which one may take something back. */
function splitByExceptions(
  grant: Draft,
  left: Draft | undefined,
  { denials, budget }: { readonly denials: readonly Draft[]; readonly budget: MergeBudget },
): readonly [whole: Draft | undefined, touched: Draft | undefined] {
  if (left === undefined) return [undefined, undefined];
  const isTouched = (draft: Draft) =>
    denials.some((denial) => {
      // INVARIANT: what is not looked at may take something back: the words then claim less.
      return !spend(budget, draft) || takesBack(denial, draft) || deniesUnlisted(denial, grant, draft);
    });
  if (!isTouched(left)) return [left, undefined];
  if (left.actions === undefined || left.actions.isComplement) return [undefined, left];
  const [whole, touched]: [[string, ServiceActions][], [string, ServiceActions][]] = [[], []];
  for (const entry of left.actions.services) {
    const alone = { ...left, actions: { isComplement: false, services: new Map([entry]) } };
    (isTouched(alone) ? touched : whole).push(entry);
  }
  const withServices = (services: readonly [string, ServiceActions][]): Draft | undefined =>
    services.length === 0
      ? undefined
      : { ...left, actions: { isComplement: false, services: new Map(services) } };
  return [withServices(whole), withServices(touched)];
}

function uniteAlike(parts: readonly ReadPart[], budget: MergeBudget): readonly Draft[] {
  const drafts: Draft[] = [];
  const places = new Map<string, number>();
  for (const { statement, part, actions } of parts) {
    if (actions !== undefined && isEmptySet(actions)) continue;
    const key = keyOf(statement, part);
    const place = places.get(key);
    const before = place === undefined ? undefined : drafts[place];
    const canUnite = before !== undefined && spend(budget, before) && spend(budget, { actions });
    const united = canUnite && before.actions && actions ? unite(before.actions, actions) : undefined;
    const values = statement.action.values;
    if (place !== undefined && before !== undefined && united !== undefined) {
      const statements = [...before.statements, statement.index];
      drafts[place] = { ...before, statements, actions: united, values: [...before.values, ...values] };
      continue;
    }
    places.set(key, drafts.length);
    drafts.push({ first: part, statements: [statement.index], actions, values, isFree: isFree(part) });
  }
  return drafts;
}

/** Holds for every caller that the policy is about, on every resource, in all circumstances. */
function isFree({ who, resources, conditions }: PolicyPart): boolean {
  const isEveryone =
    who === undefined || (!who.isComplement && who.principals.some(({ kind }) => kind === "everyone"));
  return isEveryone && resources.kind === "all" && conditions.length === 0;
}

/** The same for statements that differ in their actions alone. */
function keyOf(statement: Statement, part: PolicyPart): string {
  const { kind, values } = part.resources;
  const who = statement.principal && [
    statement.principal.negated,
    statement.principal.everyone,
    statement.principal.entries,
  ];
  const conditions = statement.conditions.map(keyOfCondition).toSorted();
  return JSON.stringify([part.effect, who, kind, kind === "all" ? [] : values.toSorted(), conditions]);
}

function keyOfCondition({ operator, quantifier, ifExists, key, values }: ConditionEntry): string {
  return JSON.stringify([operator, quantifier, ifExists, key.toLowerCase(), values]);
}

/** What a free one of the same effect says already is left out of the others; of free ones, what "everything but" says. */
function leaveOutRepeated(drafts: readonly Draft[], budget: MergeBudget): readonly Draft[] {
  const free = drafts.filter(({ isFree }) => isFree);
  const wide = free.filter(({ actions }) => actions?.isComplement);
  return drafts.flatMap((draft) => {
    if (draft.isFree && draft.actions?.isComplement !== false) return [draft];
    return takeOff(draft, draft.isFree ? wide : free, budget) ?? [];
  });
}

function takeOff(draft: Draft, others: readonly Draft[], budget: MergeBudget): Draft | undefined {
  let { actions } = draft;
  for (const other of others) {
    if (!spend(budget, { actions }) || !spend(budget, other)) return { ...draft, actions };
    if (actions !== undefined && other.actions !== undefined) actions = subtract(actions, other.actions);
  }
  return actions !== undefined && isEmptySet(actions) ? undefined : { ...draft, actions };
}

/** Whether a Deny may take back a part of what a grant still has. Never wrongly false. */
function takesBack(denial: Draft, grant: Draft): boolean {
  if (denial.actions === undefined || grant.actions === undefined) return true;
  return meets(denial.actions, grant.actions);
}

/** Whether a Deny names actions that the reference does not list, of a service that was granted as a whole. */
function deniesUnlisted(denial: Draft, grant: Draft, left: Draft): boolean {
  const [denied, granted, kept] = [denial.actions, grant.actions, left.actions];
  if (denied?.isComplement !== false || granted?.isComplement !== false) return false;
  return [...denied.services].some(
    ([service, { unlisted }]) =>
      unlisted.length > 0 &&
      granted.services.get(service)?.isWhole === true &&
      kept?.services.has(service) === true,
  );
}

function claimOf(
  { first, statements, actions, values }: Draft,
  reference: AccessReference,
  hasExceptions: boolean,
): PolicyClaim {
  const { effect, who, resources, conditions } = first;
  return {
    effect,
    statements,
    who,
    resources,
    conditions,
    actions: describeActions(actions, values, reference),
    hasExceptions,
  };
}
