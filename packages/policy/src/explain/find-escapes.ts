import type { CompiledPolicy } from "../compile/compile-policy.ts";
import { decide } from "../decide/decide.ts";
import type { PolicyLayers } from "../decide/layers.ts";
import type { ConditionEntry } from "../document/policy.ts";
import type { AuthorizationRequest, ContextValue } from "../request/request.ts";
import { resolveText } from "../variable/template.ts";
import type { Escape, StatementExplanation } from "./explanation.ts";
import { TAKES_VARIABLES } from "./find-match.ts";

/** So many contexts are tried for one change, each by a decision. */
const ESCAPES_TRIED_MAX = 64;

/** So many values of one condition are tried. */
const VALUES_MAX = 8;

interface Candidate extends Escape {
  /** What is tried: of "any other text", one. */
  readonly trial: ContextValue | undefined;
}

/**
 * Changes of one condition key, each of which alone lets the request through without the statements being changed, once all
 * other changes are made: a tag, MFA, a region, an address. Each was tried by the engine. None is told where two keys would have
 * to change together.
 * @param others the layers with all other changes made
 * @param statements those that deny, or that would allow but for a condition
 */
export function findEscapes(
  request: AuthorizationRequest,
  others: PolicyLayers,
  statements: readonly (Pick<StatementExplanation, "statement"> & {
    readonly policy: CompiledPolicy | undefined;
  })[],
): readonly Escape[] {
  const candidates = statements.flatMap(({ statement, policy }) =>
    statement.conditions.flatMap((entry) => candidatesOf(entry, request, policy)),
  );
  const escapes: Escape[] = [];
  for (const { trial, ...change } of distinct(candidates).slice(0, ESCAPES_TRIED_MAX)) {
    const asked = withKey(request, change.key.toLowerCase(), trial);
    if (decide(asked, others).decision === "allowed") escapes.push(change);
  }
  return escapes;
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const keyOf = ({ key, kind, value }: Candidate) => JSON.stringify([key.toLowerCase(), kind, value]);
  return [...new Map(candidates.map((each) => [keyOf(each), each])).values()];
}

/** The request with one key changed; undefined takes it away. */
export function withKey(
  request: AuthorizationRequest,
  key: string,
  value: ContextValue | undefined,
): AuthorizationRequest {
  const { context } = request;
  return { ...request, context: { get: (asked) => (asked === key ? value : context.get(asked)) } };
}

function candidatesOf(
  entry: ConditionEntry,
  { context }: AuthorizationRequest,
  policy: CompiledPolicy | undefined,
): readonly Candidate[] {
  const { key, operator, quantifier, values } = entry;
  const put = (text: string): ContextValue => (quantifier === undefined ? text : [text]);
  const version = policy?.policy.version ?? "2012-10-17";
  const resolve = (value: string) =>
    (TAKES_VARIABLES.test(operator) ? resolveText(value, version, context) : undefined) ?? value;
  return [
    ...valuesOf(operator, values.slice(0, VALUES_MAX).map(resolve)).map((text) => {
      const example = exampleOf(operator, text);
      return {
        key,
        kind: "value",
        value: text,
        example: example === text ? undefined : example,
        trial: put(example),
      } as const;
    }),
    ...othersOf(operator).map((text) => ({ ...NO_VALUE, key, kind: "other", trial: put(text) }) as const),
    { ...NO_VALUE, key, kind: "absent", trial: undefined },
  ];
}

const NO_VALUE = { value: undefined, example: undefined };

/** The policy's own values, and the next ones of numbers; of what is true or false, both. */
function valuesOf(operator: string, values: readonly string[]): readonly string[] {
  if (operator === "Null") return [];
  if (operator === "Bool") return ["true", "false"];
  if (!operator.startsWith("Numeric")) return values;
  const numbers = values.map(Number).filter(Number.isSafeInteger);
  return [...values, ...numbers.flatMap((number) => [String(number - 1), String(number + 1)])];
}

/** Values that a policy does not name: a text that is a noncharacter, addresses of RFC 5737 and RFC 3849. */
function othersOf(operator: string): readonly string[] {
  if (operator.startsWith("Arn")) return ["arn:none:none:::\u{fdd0}"];
  if (/^(?:String|Null)/.test(operator)) return ["\u{fdd0}"];
  return /IpAddress$/.test(operator) ? ["192.0.2.1", "2001:db8::1"] : [];
}

/** A text that a pattern matches, an address of a range; anything else is its own example. */
function exampleOf(operator: string, text: string): string {
  if (/Like$|^Arn/.test(operator)) return text.replaceAll("*", "").replaceAll("?", "x");
  return /IpAddress$/.test(operator) ? text.replace(/\/.*$/, "") : text;
}
