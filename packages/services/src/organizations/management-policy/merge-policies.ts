/**
 * The effective policy of an account: what the policies from the root down to it come to. Source: Organizations User Guide,
 * "Understanding management policy inheritance".
 */
import {
  type PolicyNode,
  type Scalar,
  VALUE_OPERATORS,
  type Value,
  type ValueOperator,
} from "./policy-node.ts";

/** What policies have come to, at one place. */
interface Merged {
  readonly members: Map<string, Merged>;
  value: Value | undefined;
  /** What policies further down may use. */
  allowed: ReadonlySet<ValueOperator>;
}

/**
 * Merges the policies of the levels from the root down.
 * @param levels of each level its policies in the order of attachment: where two assign, the first wins
 * @returns the document, without operators and with names in lower case; undefined where nothing is left of it
 */
export function mergePolicies(
  levels: readonly (readonly PolicyNode[])[],
): Readonly<Record<string, unknown>> | undefined {
  const merged = newPlace();
  for (const policies of levels) applyLevel(merged, policies);
  const document = documentOf(merged);
  return document as Readonly<Record<string, unknown>> | undefined;
}

const ALL: ReadonlySet<ValueOperator> = new Set(VALUE_OPERATORS);

function newPlace(): Merged {
  return { members: new Map(), value: undefined, allowed: ALL };
}

/** What the policies of a level forbid holds for those below it: they do not bind one another. */
function applyLevel(place: Merged, nodes: readonly PolicyNode[]): void {
  applyValues(place, nodes);
  const inner = new Map<string, PolicyNode[]>();
  for (const { members } of nodes) {
    for (const [name, node] of members) {
      const same = inner.get(name);
      if (same === undefined) inner.set(name, [node]);
      else same.push(node);
    }
  }
  // At a place that has members, to append is to add one.
  const mayAdd = place.allowed.has("@@append") || place.allowed.has("@@assign");
  for (const [name, same] of inner) {
    const present = place.members.get(name);
    if (present === undefined && !mayAdd) continue;
    const member = present ?? newPlace();
    applyLevel(member, same);
    place.members.set(name, member);
  }
  for (const { allowedBelow } of nodes) {
    if (allowedBelow !== undefined) place.allowed = place.allowed.intersection(allowedBelow);
  }
}

/** Assigns, then appends, then removes; what is forbidden is passed over. */
function applyValues(place: Merged, nodes: readonly PolicyNode[]): void {
  const { allowed } = place;
  const assigned = nodes.find(({ assign }) => assign !== undefined)?.assign;
  if (assigned !== undefined && allowed.has("@@assign")) place.value = assigned;
  const appended = allowed.has("@@append") ? nodes.flatMap(({ append }) => append ?? []) : [];
  const removed = allowed.has("@@remove") ? nodes.flatMap(({ remove }) => remove ?? []) : [];
  if (appended.length === 0 && removed.length === 0) return;
  const isScalar = place.value !== undefined && !Array.isArray(place.value);
  // Lists alone can be added to.
  if (isScalar) return;
  const present = (place.value ?? []) as readonly Scalar[];
  const away = new Set(removed);
  const all = [...new Set([...present, ...appended])].filter((value) => !away.has(value));
  if (place.value !== undefined || appended.length > 0) place.value = all;
}

/** Places that hold nothing are left out. */
function documentOf({ members, value }: Merged): unknown {
  if (value !== undefined) return value;
  const shown: [string, unknown][] = [];
  for (const [name, member] of members) {
    const inner = documentOf(member);
    if (inner !== undefined) shown.push([name, inner]);
  }
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}
