/** What is rare in random cases and must not be missing from them: a campaign counts it. */
import { isMultivaluedKey } from "../../src/request/multivalued-keys.ts";
import type { ContextValue } from "../../src/request/request.ts";
import { isAddress } from "../ip-address.ts";
import { LONG_KEY } from "./long-value.ts";
import type { ScenarioSeries } from "./scenario.ts";

type Policies = NonNullable<ScenarioSeries["layers"]["identity"]>;

/** A key under an operator, with what the policy wants of it and what the request has. */
interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  /** Undefined where the request does not have the key. */
  readonly actual: ContextValue | undefined;
}

const isMalformedArn = (text: string) => text.split(":").length < 6 || !text.startsWith("arn:");
const isQuantified = ({ operator }: Condition) => operator.startsWith("For");
const isAbout = (name: RegExp, { operator }: Condition) => name.test(operator);
const actualTexts = ({ actual }: Condition) => (actual === undefined ? [] : [actual].flat());

/** What a condition can have about it. */
const OF_CONDITIONS: Readonly<Record<string, (condition: Condition) => boolean>> = {
  "multivalued key under an operator without a set prefix": (each) =>
    !isQuantified(each) &&
    each.operator !== "Null" &&
    each.actual !== undefined &&
    (isMultivaluedKey(each.key) || Array.isArray(each.actual)),
  "list without values": ({ actual }) => Array.isArray(actual) && actual.length === 0,
  "empty text under a set operator": (each) => isQuantified(each) && actualTexts(each).includes(""),
  "malformed address in the request": (each) =>
    isAbout(/IpAddress/, each) && actualTexts(each).some((text) => !isAddress(text)),
  "malformed ARN in the request": (each) => isAbout(/Arn/, each) && actualTexts(each).some(isMalformedArn),
  "malformed ARN in a policy": (each) =>
    isAbout(/Arn/, each) &&
    each.actual !== undefined &&
    each.values.some((text) => text !== "*" && !text.includes("${") && isMalformedArn(text)),
  "IPv6 range": (each) => isAbout(/IpAddress/, each) && each.values.some((text) => /:.*\//.test(text)),
  "number of more than fifteen digits": (each) =>
    isAbout(/Numeric/, each) && each.values.some((text) => /\d{16}/.test(text)),
  "case ignored beyond ASCII": (each) =>
    isAbout(/IgnoreCase/, each) && actualTexts(each).some((text) => /[^\u0020-\u007f]/.test(text)),
  "multivalued key as a variable": ({ values, actual }) =>
    actual !== undefined && values.some((text) => /\$\{aws:TagKeys/i.test(text)),
};

/** What a series as a whole can have about it. */
const OF_SERIES: Readonly<Record<string, (series: ScenarioSeries) => boolean>> = {
  "incomplete ARN in an identity-based policy": ({ layers }) =>
    resourcesOf([...(layers.identity ?? []), ...(layers.boundary ?? [])]).some(isIncomplete),
  "request that resource control policies do not reach": ({ layers, requests }) =>
    layers.resourceControl !== undefined &&
    requests.some(({ action, resource }) => resource === "*" || /^(?:iam|kms:retire)/i.test(action)),
  "long text and long value of a variable": ({ requests }) =>
    requests.some(({ context }) => context.get(LONG_KEY) !== undefined),
};

export const FEATURES: readonly string[] = [...Object.keys(OF_SERIES), ...Object.keys(OF_CONDITIONS)];

/** The features that a series has. */
export function featuresOf(series: ScenarioSeries): readonly string[] {
  const { layers, requests } = series;
  const found = new Set<string>();
  for (const [name, has] of Object.entries(OF_SERIES)) if (has(series)) found.add(name);
  for (const { context } of requests) {
    for (const condition of conditionsOf(Object.values(layers).flat(2) as Policies, context)) {
      for (const [name, has] of Object.entries(OF_CONDITIONS)) if (has(condition)) found.add(name);
    }
  }
  return [...found];
}

function resourcesOf(policies: Policies): readonly string[] {
  return policies.flatMap(({ Statement }) =>
    Statement.flatMap(({ Resource, NotResource }) => [Resource ?? NotResource ?? []].flat() as string[]),
  );
}

const isIncomplete = (value: string) => value.startsWith("arn:") && value.split(":").length < 6;

function conditionsOf(
  policies: Policies,
  context: ScenarioSeries["requests"][number]["context"],
): readonly Condition[] {
  const blocks = policies.flatMap(({ Statement = [] }) => Statement.map(({ Condition }) => Condition ?? {}));
  return blocks.flatMap((block) =>
    Object.entries(block as Record<string, Record<string, string | readonly string[]>>).flatMap(
      ([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => ({
          operator,
          key,
          values: [values].flat() as string[],
          actual: context.get(key.toLowerCase()),
        })),
    ),
  );
}
