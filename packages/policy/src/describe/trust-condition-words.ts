/** Conditions of trust policies in a few words, as a table's cell has room for. */
import type { ConditionEntry } from "../document/policy.ts";
import { showText } from "../explain/paint.ts";
import { describeCondition } from "./condition-words.ts";
import { countWords } from "./list-words.ts";
import type { PrincipalWords } from "./principal-words.ts";

const POSITIVE: ReadonlySet<string> = new Set([
  "ArnEquals",
  "ArnLike",
  "Bool",
  "IpAddress",
  "StringEquals",
  "StringEqualsIgnoreCase",
  "StringLike",
]);

/** By key in lower case: what one value says. */
const WORDS: ReadonlyMap<string, (value: string) => string> = new Map<string, (value: string) => string>([
  ["aws:multifactorauthpresent", (value) => (value.toLowerCase() === "true" ? "with MFA" : "without MFA")],
  ["aws:principalarn", (value) => `only ${value.slice(value.indexOf("/") + 1)}`],
  ["aws:principalorgid", (value) => `organization ${value}`],
  ["aws:sourceaccount", (value) => `source account ${value}`],
  ["aws:sourcearn", (value) => `source ${value.split(":").slice(5).join(":") || value}`],
  ["aws:sourceip", (value) => `from ${value}`],
]);

const LISTED_MAX = 2;

/** `with MFA`, `branch main of nordwind/shop`, `no external ID`, `3 conditions`; empty where there is none. */
export function shortenConditions(
  conditions: readonly ConditionEntry[],
  principal: PrincipalWords,
  isOwnAccount: boolean,
): string {
  const isAudienceTold = conditions.some(({ key }) => /:sub$/i.test(key));
  const told = conditions.filter(
    ({ key }) => !(isAudienceTold && /:aud$/i.test(key)) && !/^saml:aud$/i.test(key),
  );
  const isStranger = principal.kind === "account" && !isOwnAccount;
  const hasId = conditions.some(({ key }) => key.toLowerCase() === "sts:externalid");
  const missing = isStranger && !hasId ? ["no external ID"] : [];
  const words = [...told.map(shortenCondition), ...missing];
  const isLong = words.length > LISTED_MAX || words.some((each) => each === undefined);
  return isLong && told.length > 0 ? countWords(told.length, "condition") : showText(words.join(", "));
}

function shortenCondition(entry: ConditionEntry): string | undefined {
  const { key, operator, quantifier, ifExists, values } = entry;
  const name = key.toLowerCase();
  if (quantifier !== undefined || ifExists || !POSITIVE.has(operator)) return undefined;
  const [value, ...others] = values;
  if (value === undefined) return undefined;
  if (name.endsWith(":sub"))
    return others.length > 0 ? countWords(values.length, "subject") : shortenSubject(value);
  if (name === "sts:externalid") return "external ID";
  if (others.length > 0) return undefined;
  if (name.endsWith(":aud")) return `audience ${value}`;
  if (name.startsWith("aws:principaltag/")) return `tag ${key.slice("aws:principaltag/".length)} = ${value}`;
  const words = WORDS.get(name);
  return words === undefined ? shorten(describeCondition(entry).words) : words(value);
}

const LENGTH_MAX = 60;

function shorten(words: string): string | undefined {
  return words.length > LENGTH_MAX ? undefined : `if ${words}`;
}

/**
 * Subjects of tokens as GitHub, GitLab and Kubernetes write them (their pages on OpenID Connect: "Example subject claims", "ID token
 * payload", "Service account tokens").
 */
const SUBJECTS: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^repo:([^:]+):ref:refs\/heads\/(.+)$/, (repository, branch) => `branch ${branch} of ${repository}`],
  [/^repo:([^:]+):ref:refs\/tags\/(.+)$/, (repository, tag) => `tag ${tag} of ${repository}`],
  [/^repo:([^:]+):environment:(.+)$/, (repository, name) => `environment ${name} of ${repository}`],
  [/^repo:([^:]+):pull_request$/, (repository) => `pull requests of ${repository}`],
  [/^repo:([^:]+):\*$/, (repository) => `anything in ${repository}`],
  [/^project_path:([^:]+):ref_type:branch:ref:(.+)$/, (project, branch) => `branch ${branch} of ${project}`],
  [/^project_path:([^:]+):ref_type:tag:ref:(.+)$/, (project, tag) => `tag ${tag} of ${project}`],
  [/^system:serviceaccount:([^:]+):(.+)$/, (namespace, name) => `service account ${namespace}/${name}`],
];

function shortenSubject(value: string): string {
  for (const [form, words] of SUBJECTS) {
    const match = form.exec(value);
    if (match !== null) return words(...match.slice(1));
  }
  return `subject ${value}`;
}
