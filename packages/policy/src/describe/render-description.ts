import { hasAllOfSomething, joinPhrases, summarizeServices } from "./access-words.ts";
import { type ClaimStyle, denialWords, grantWords } from "./claim-words.ts";
import type { PolicyClaim, PolicyDescription } from "./description.ts";
import { capitalize, countWords } from "./list-words.ts";

/** Longer texts are told by what they come to. In UTF-16 code units. */
const SHORT_LENGTH_MAX = 100;
const CLAUSE_LENGTH_MAX = 300;
const DENIALS_MAX = 4;

const MAY: ClaimStyle = { form: "may", isBrief: false };
const ALONE: ClaimStyle = { form: "alone", isBrief: false };

/** Kinds whose Allow grants nothing: it lets through what something else grants. */
const LIMITS: ReadonlySet<PolicyDescription["kind"]> = new Set([
  "boundary",
  "session",
  "serviceControl",
  "resourceControl",
]);

/**
 * Plain sentences: `Read everything in S3.`, `Everything in S3, with exceptions. Denies deleting some of S3 unless MFA was used.`
 * Of policies of resources: `Everybody may read photos/* in S3.` Of what limits and lets everything through: `Forbids nothing.`
 */
export function renderDescription(description: PolicyDescription): string {
  return [...allowSentences(description), ...renderDenials(description)].join(" ");
}

/** A sentence for each thing that is denied, and one for those that are too many. */
export function renderDenials({ denials }: PolicyDescription): readonly string[] {
  const denied = denials.slice(0, DENIALS_MAX).map((denial) => `Denies ${denialWords(denial)}.`);
  const more = denials.length - denied.length;
  return more > 0 ? [...denied, `Denies ${countWords(more, "more thing")}.`] : denied;
}

function allowSentences(description: PolicyDescription): readonly string[] {
  const { kind, grants, denials } = description;
  if (letsAllThrough(description)) return denials.length > 0 ? [] : ["Forbids nothing."];
  if (grants.length === 0) return denials.length > 0 ? [] : ["Allows nothing."];
  const groups = [...Map.groupBy(grants, ({ who }) => who?.words)];
  return groups.map(([who, own]) => {
    if (who !== undefined && kind !== "resourceControl")
      return `${capitalize(who)} may ${clauseOf(own, MAY)}.`;
    return LIMITS.has(kind) ? `At most: ${clauseOf(own, ALONE)}.` : `${capitalize(clauseOf(own, ALONE))}.`;
  });
}

/** For a table's cell or a picture's box, at most about 100 characters, without a full stop: `Everything in S3, deleting included`. */
export function renderShort(description: PolicyDescription): string {
  const { kind, grants, denials } = description;
  const full = renderDescription(description).replace(/\.$/, "");
  if (full.length <= SHORT_LENGTH_MAX) return full;
  if (letsAllThrough(description) || grants.length === 0)
    return `Denies ${countWords(denials.length, "thing")}`;
  const exceptions = denials.length > 0 ? ", with denials" : "";
  const who = [...new Set(grants.map((grant) => grant.who?.words))];
  const [only] = who;
  if (only === undefined || kind === "resourceControl")
    return capitalize(summarizeGrants(grants, { ...ALONE, isBrief: true })) + exceptions;
  const whose =
    who.length === 1 && only.length < SHORT_LENGTH_MAX / 2 ? only : countWords(who.length, "principal");
  return `${capitalize(whose)} may ${summarizeGrants(grants, { ...MAY, isBrief: true })}${exceptions}`;
}

/** Behind "may": `read everything in S3`; undefined where nothing is allowed. What is denied only sounds as "with exceptions". */
export function renderClause({ grants }: PolicyDescription): string | undefined {
  return grants.length === 0 ? undefined : clauseOf(grants, MAY);
}

/** Whether some claim can only be counted, not told. */
export function hasUnknownShape({ grants, denials }: PolicyDescription): boolean {
  return [...grants, ...denials].some(({ actions }) => actions.kind === "unknown");
}

/** Whether the clause speaks of everything that is allowed, so that "and nothing else" can be said behind it. */
export function isExhaustive(description: PolicyDescription): boolean {
  const isListed = description.grants.every(({ actions }) => actions.kind === "some");
  return isListed && renderClause(description)?.endsWith(AND_MORE) === false;
}

const AND_MORE = ", and more";

/** A policy that limits, and allows everything but what it denies. */
function letsAllThrough({ kind, parts }: PolicyDescription): boolean {
  return LIMITS.has(kind) && parts.some((part) => part.effect === "Allow" && isFree(part) && isAll(part));
}

/** Whether it limits nothing at all. */
export function forbidsNothing(description: PolicyDescription): boolean {
  return letsAllThrough(description) && description.denials.length === 0;
}

function isAll({ actions }: Pick<PolicyClaim, "actions">): boolean {
  return actions.kind === "allBut" && actions.services.length === 0;
}

function isFree({ resources, conditions }: Pick<PolicyClaim, "resources" | "conditions">): boolean {
  return resources.kind === "all" && conditions.length === 0;
}

/** What holds everywhere first; last what has its circumstances before it, so that these seem to hold for nothing else. */
function clauseOf(grants: readonly PolicyClaim[], style: ClaimStyle): string {
  const clauses = grants
    .map((grant) => ({ words: grantWords(grant, style), isFree: isFree(grant) }))
    .map((clause) => ({ ...clause, place: PREFIXED.test(clause.words) ? 2 : clause.isFree ? 0 : 1 }))
    .toSorted((one, other) => one.place - other.place);
  const told = joinPhrases(clauses.map(({ words }) => words));
  return told.length <= CLAUSE_LENGTH_MAX ? told : summarizeGrants(grants, style);
}

const PREFIXED = /^(?:if|under|with exceptions|except on)\b/;

/** Less than the grants say, and nothing else: the one that holds everywhere "and more", or what all of them are about. */
function summarizeGrants(grants: readonly PolicyClaim[], style: ClaimStyle): string {
  const leading =
    grants.find((grant) => isFree(grant) && isTelling(grant)) ??
    grants.find(({ actions }) => actions.kind === "allBut");
  if (leading !== undefined) {
    const words = grantWords(leading, style);
    const told = grants.length === 1 ? words : words + AND_MORE;
    if (told.length <= SHORT_LENGTH_MAX) return told;
    // Each of its phrases is true without the others.
    const [first = ""] = words.split("; ", 1);
    if (first !== words && first.length <= SHORT_LENGTH_MAX - AND_MORE.length) return first + AND_MORE;
  }
  if (leading?.actions.kind === "allBut") return `${style.form === "may" ? "do " : ""}nearly everything`;
  if (grants.every(({ actions }) => actions.kind === "unknown"))
    return `${style.form === "may" ? "call " : ""}${countWords(countValues(grants), "pattern")} of actions`;
  const services = grants.flatMap(({ actions }) => (actions.kind === "unknown" ? [] : actions.services));
  return summarizeServices(services, { ...style, object: undefined });
}

/** Worth telling alone. */
function isTelling({ actions }: PolicyClaim): boolean {
  if (actions.kind !== "some") return actions.kind === "allBut";
  return actions.services.some(hasAllOfSomething);
}

function countValues(grants: readonly PolicyClaim[]): number {
  return grants.reduce(
    (sum, { actions }) =>
      sum + (actions.kind === "unknown" ? actions.values.length : actions.services.length),
    0,
  );
}
