/** Which policy a value of an effective policy comes from. Organizations User Guide, "Inheritance operators". */

/** A policy on the way from the root down to an account, in that order. */
export interface AttachedDocument {
  readonly policyId: string;
  readonly policyName: string;
  /** Where it is attached. */
  readonly at: string;
  readonly content: string;
}

export type Origin = Omit<AttachedDocument, "content">;

export interface EffectiveValue {
  /** `tags / costcenter / tag_key` */
  readonly path: string;
  readonly value: string;
  /** Undefined where no policy that may be read says so. */
  readonly origin: Origin | undefined;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Every value of the merged document, each with the policy that put it there. */
export function originsOf(
  effective: string,
  attached: readonly AttachedDocument[],
): readonly EffectiveValue[] {
  const said = new Map<string, Said[]>();
  for (const { content, ...origin } of attached) collect(read(content), [], origin, said);
  const values: EffectiveValue[] = [];
  walk(read(effective), [], (path, value, isItem) => {
    const steps = said.get(keyOf(path)) ?? [];
    values.push({
      path: path.join(" / "),
      value: textOf(value),
      origin: isItem ? ofItem(steps, value) : ofScalar(steps, value),
    });
  });
  return values;
}

/** What one policy says at a place. */
interface Said {
  readonly operator: "@@assign" | "@@append" | "@@remove";
  readonly values: readonly Json[];
  readonly origin: Origin;
}

function read(content: string): Json {
  try {
    return JSON.parse(content) as Json;
  } catch {
    return {};
  }
}

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Names compare without regard to case, as Organizations merges them. */
const keyOf = (path: readonly string[]): string => path.join("\u0000").toLowerCase();

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function collect(node: Json, path: readonly string[], origin: Origin, said: Map<string, Said[]>): void {
  if (!isObject(node)) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === "@@assign" || name === "@@append" || name === "@@remove") {
      const values = Array.isArray(value) ? value : [value];
      const key = keyOf(path);
      said.set(key, [...(said.get(key) ?? []), { operator: name, values, origin }]);
    } else if (!name.startsWith("@@")) collect(value, [...path, name], origin, said);
  }
}

function walk(
  node: Json,
  path: readonly string[],
  tell: (path: readonly string[], value: Json, isItem: boolean) => void,
): void {
  if (isObject(node)) for (const [name, value] of Object.entries(node)) walk(value, [...path, name], tell);
  else if (Array.isArray(node)) for (const item of node as readonly Json[]) tell(path, item, true);
  else tell(path, node, false);
}

const isSame = (one: Json, other: Json): boolean => textOf(one) === textOf(other);

/** The nearest that assigns it: one above may have forbidden others below to. */
function ofScalar(steps: readonly Said[], value: Json): Origin | undefined {
  return steps.findLast(
    ({ operator, values }) => operator === "@@assign" && values.some((each) => isSame(each, value)),
  )?.origin;
}

/** An assignment begins the list anew, an append puts more behind it. */
function ofItem(steps: readonly Said[], value: Json): Origin | undefined {
  let origin: Origin | undefined;
  for (const { operator, values, origin: here } of steps) {
    const has = values.some((each) => isSame(each, value));
    if (operator === "@@assign") origin = has ? here : undefined;
    if (operator === "@@append" && has) origin ??= here;
    if (operator === "@@remove" && has) origin = undefined;
  }
  // Where one above forbids others below to assign, what these say does not count.
  return (
    origin ??
    steps.find(
      ({ operator, values }) => operator !== "@@remove" && values.some((each) => isSame(each, value)),
    )?.origin
  );
}
