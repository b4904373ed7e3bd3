import { nameConditionKey } from "../describe/condition-key-words.ts";
import { describeCondition } from "../describe/condition-words.ts";
import type { ConditionEntry } from "../document/policy.ts";
import type { ContextValue } from "../request/request.ts";
import type { Explanation, LayerExplanation, Mismatch, StatementExplanation } from "./explanation.ts";
import { plainLayerName } from "./layer-names.ts";
import { operatorText } from "./operator-text.ts";
import { showText } from "./paint.ts";
import { nameNode, nameStatement, type Phrase, text, value, values } from "./phrases.ts";

/** The paragraph below the headline: statement, policy, place, and what of the request decided. */
export function tellDecision(explanation: Explanation): readonly Phrase[] {
  const own = explanation.layers.filter((each) => each.layer === explanation.layer);
  switch (explanation.decision) {
    case "explicitDeny":
      return tellMatch("Deny", own) ?? tellHidden(explanation);
    case "implicitDeny":
      return tellSilence(explanation, own);
    case "allowed":
      if (own.some(({ verdict }) => verdict === "implied"))
        return [text("The root user needs no policy, and nothing forbids it.")];
      return [...(tellMatch("Allow", own) ?? tellHidden(explanation)), text(" Nothing forbids it.")];
  }
}

const EFFECT_VERBS = { Allow: " allows ", Deny: " denies " } as const;

/** The first statement of an effect that matched; undefined where none may be read. */
function tellMatch(
  effect: StatementExplanation["statement"]["effect"],
  own: readonly LayerExplanation[],
): readonly Phrase[] | undefined {
  for (const set of own) {
    const each = set.statements.find(({ matched, statement }) => matched && statement.effect === effect);
    if (each === undefined) continue;
    const { conditions } = each.statement;
    const name = nameStatement(each, set);
    return [
      ...capitalizeFirst(name),
      text(`${name.some(({ kind }) => kind === "place") ? "," : ""}${EFFECT_VERBS[effect]}`),
      ...tellActions(each),
      ...tellResources(each),
      text(`${tellConditions(conditions, effect)}.`),
      ...(each.match?.conditions ?? [])
        .slice(0, FACTS_MAX)
        .flatMap(({ key, actual }) => tellFact(key, actual)),
    ];
  }
  return undefined;
}

const FACTS_MAX = 2;
const CONDITIONS_MAX = 3;

function tellActions({ match, statement }: StatementExplanation): readonly Phrase[] {
  const told = match?.action.value;
  if (told !== undefined) return [value(told)];
  return statement.action.negated
    ? [text("everything but "), values(statement.action.values)]
    : [values(statement.action.values)];
}

/** Nothing is said of every resource. */
function tellResources({ match, statement: { resource } }: StatementExplanation): readonly Phrase[] {
  if (resource === undefined || match?.resource?.value === "*") return [];
  if (resource.negated) return [text(" on everything but "), values(resource.values)];
  return [
    text(" on "),
    match?.resource?.value === undefined ? values(resource.values) : value(match.resource.value),
  ];
}

function tellConditions(conditions: readonly ConditionEntry[], effect: "Allow" | "Deny"): string {
  if (conditions.length === 0) return "";
  if (conditions.length > CONDITIONS_MAX) return ` under ${conditions.length} conditions`;
  const told = conditions.map((entry) => describeCondition(entry));
  const unless = told.length === 1 && effect === "Deny" ? told[0]?.unless : undefined;
  return unless === undefined ? ` if ${told.map(({ words }) => words).join(" and ")}` : ` unless ${unless}`;
}

function tellFact(key: string, actual: ContextValue | undefined): readonly Phrase[] {
  const name = text(` In this request ${showText(nameConditionKey(key))} is `);
  if (actual === undefined) return [name, text("absent.")];
  return [name, typeof actual === "string" ? value(actual) : values(actual), text(".")];
}

function tellHidden({ hidden }: Explanation): readonly Phrase[] {
  const readAction = hidden.find(({ decides }) => decides)?.readAction;
  return [
    text(`You may not read the policy that decided${readAction === undefined ? "" : `: ${readAction}`}.`),
  ];
}

/** Why nothing of a layer allowed, and which statement came closest. */
function tellSilence(explanation: Explanation, own: readonly LayerExplanation[]): readonly Phrase[] {
  const silent = own.filter(
    ({ verdict }) => verdict === "silent" || verdict === "unknown" || verdict === "noDeny",
  );
  const near = silent.flatMap((set) => set.statements.map((each) => ({ each, set }))).sort(byCloseness)[0];
  const closest = near === undefined || closenessOf(near.each) === 0 ? [] : tellMiss(near.each, near.set);
  return [
    ...tellWhyNot(explanation, silent[0]),
    ...closest,
    ...(explanation.hidden.some(({ decides }) => decides) ? [text(" "), ...tellHidden(explanation)] : []),
  ];
}

function tellWhyNot(explanation: Explanation, silent: LayerExplanation | undefined): readonly Phrase[] {
  const { layer, layers, request } = explanation;
  const granting = layers.filter((each) => each.layer === "identity" || each.layer === "resource");
  const isNothing = granting.every(({ verdict }) => verdict === "silent");
  if (silent?.unknown === "notHeld")
    return [
      text("Nothing forbids it, but nothing is known to allow it: others hold the policy of this resource."),
    ];
  if ((layer === "identity" || layer === "resource") && isNothing)
    return [text("Nothing forbids it, but nothing allows it either. In AWS that is a no.")];
  const at = silent?.node === undefined ? [] : [text("at "), ...nameNode(silent.node), text(" ")];
  const { doesNotAllow } = plainLayerName(layer, request.isTrust);
  return [
    text("Nothing forbids it, but "),
    ...at,
    text(`${doesNotAllow}, and ${doesNotAllow.startsWith("no ") ? "one" : "it"} must.`),
  ];
}

interface Near {
  readonly each: StatementExplanation;
  readonly set: LayerExplanation;
}

/** The further it was asked the closer it came: `Mismatch` tells the order. */
function closenessOf({ statement, mismatch }: StatementExplanation): number {
  if (statement.effect === "Deny" || mismatch === undefined) return 0;
  if (mismatch.element === "Condition") return 3;
  if (mismatch.element === "Principal" || mismatch.element === "NotPrincipal") return 2;
  return mismatch.element === "Resource" || mismatch.element === "NotResource" ? 1 : 0;
}

const byCloseness = (left: Near, right: Near) => closenessOf(right.each) - closenessOf(left.each);

function tellMiss(each: StatementExplanation, set: LayerExplanation): readonly Phrase[] {
  const { mismatch, statement } = each;
  const name = [text(" Closest is "), ...nameStatement(each, set)];
  if (mismatch === undefined) return [];
  if (mismatch.element === "Condition") {
    const entry = statement.conditions.find((condition) => isOf(condition, mismatch));
    const words = entry === undefined ? "" : ` if ${describeCondition(entry).words}`;
    return [...name, text(`: it allows it${words}.`), ...tellFact(mismatch.key, mismatch.actual)];
  }
  const isNegated = mismatch.element === "NotResource" || mismatch.element === "NotPrincipal";
  const what = mismatch.element === "Resource" || mismatch.element === "NotResource" ? "on" : "to";
  return [
    ...name,
    text(`: it allows it ${what} ${isNegated ? "all but " : ""}`),
    values(mismatch.expected),
    text("."),
  ];
}

function isOf(entry: ConditionEntry, mismatch: Extract<Mismatch, { element: "Condition" }>): boolean {
  return entry.key === mismatch.key && operatorText(entry) === mismatch.operator;
}

function capitalizeFirst([first, ...rest]: readonly Phrase[]): readonly Phrase[] {
  return first === undefined ? [] : [{ ...first, text: first.text.replace(/^s/, "S") }, ...rest];
}
