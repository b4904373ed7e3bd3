/** A claim as a clause: actions, resources, exceptions, circumstances. */
import { type PhraseOptions, phraseAllBut, phraseServices } from "./access-words.ts";
import type { ConditionWords } from "./condition-words.ts";
import type { PolicyClaim } from "./description.ts";
import { countWords, joinWords } from "./list-words.ts";

const CONDITIONS_MAX = 2;
const CONDITION_LENGTH_MAX = 120;

/** How a clause is told. */
export type ClaimStyle = Pick<PhraseOptions, "form" | "isBrief">;

export function grantWords(claim: PolicyClaim, style: ClaimStyle): string {
  const exceptions = claim.hasExceptions ? ["with exceptions"] : [];
  return qualify(deedWords(claim, style), [...exceptions, ...qualifiersOf(claim)]);
}

export function denialWords(claim: PolicyClaim): string {
  const { who, conditions } = claim;
  // Whom a guard-rail or a policy of a resource is about is told where it is not everybody.
  const whom = who === undefined || who.words === "everybody" ? "" : `${who.words} `;
  const deed = deedWords(claim, { form: "doing", isBrief: true });
  const escapes = conditions.map(({ unless }) => unless);
  const canEscape =
    conditions.length > 0 &&
    conditions.length <= CONDITIONS_MAX &&
    escapes.every((each) => each !== undefined);
  if (!canEscape) return whom + qualify(deed, qualifiersOf(claim));
  const unless = `unless ${joinAlternatives(escapes as readonly string[])}`;
  const except = exceptionsOf(claim);
  if (deed.includes(";") || except.length > 0) return whom + qualify(deed, [...except, unless]);
  return `${whom}${deed} ${unless}`;
}

/** What holds for all of a deed stands before it where it would seem to hold for its last part alone. */
function qualify(deed: string, qualifiers: readonly string[]): string {
  if (qualifiers.length === 0) return deed;
  if (deed.includes(";")) return `${qualifiers.join(", ")}: ${deed}`;
  return qualifiers.reduce((told, each) => `${told}${each.startsWith("under") ? "" : ","} ${each}`, deed);
}

function qualifiersOf(claim: PolicyClaim): readonly string[] {
  return [...exceptionsOf(claim), ...circumstances(claim)];
}

function exceptionsOf({ resources }: PolicyClaim): readonly string[] {
  return resources.kind === "allBut" ? [`except on ${resources.words}`] : [];
}

/** What is done to which resources. */
export function deedWords(
  { actions, resources }: Pick<PolicyClaim, "actions" | "resources">,
  style: ClaimStyle,
): string {
  const object = objectOf(resources);
  if (actions.kind === "unknown") {
    const on = object === undefined ? "" : ` on ${object}`;
    return `${countWords(actions.values.length, "action")}${on}`;
  }
  const phrase = actions.kind === "allBut" ? phraseAllBut : phraseServices;
  return phrase(actions.services, { ...style, object });
}

function objectOf({ kind, words }: PolicyClaim["resources"]): string | undefined {
  return kind === "only" || kind === "attached" ? words : undefined;
}

function circumstances({ conditions, actions }: PolicyClaim): readonly string[] {
  if (conditions.length === 0) return [];
  const words = conditions.map((condition) => condition.words);
  const isLong = words.length > CONDITIONS_MAX || words.some((each) => each.length > CONDITION_LENGTH_MAX);
  if (isLong || actions.kind === "unknown") return [`under ${countWords(words.length, "condition")}`];
  return [`if ${joinRequirements(conditions)}`];
}

function joinRequirements(conditions: readonly ConditionWords[]): string {
  const words = conditions.map((condition) => condition.words);
  return words.some((each) => /,| or /.test(each)) ? words.join(", and ") : joinWords(words);
}

function joinAlternatives(words: readonly string[]): string {
  return words.some((each) => /,| or /.test(each)) ? words.join(", or ") : joinWords(words, "or");
}
