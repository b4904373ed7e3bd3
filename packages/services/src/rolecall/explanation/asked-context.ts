/** The condition keys of a request that nobody has made yet. */
import { type ConditionFacts, type ListedContext, listContext } from "@rolecall/access";
import { type ContextValue, isMultivaluedKey, type RequestContext } from "@rolecall/policy";
import { invalidInput } from "../error.ts";

/** Values as they are sent: a key that has one is taken for several where AWS's keys of that name have several. */
export type GivenContext = { readonly [key in string]?: readonly string[] | undefined };

/** Where a key's value comes from. */
export type KeySource = "Given" | "Principal" | "Resource" | "Organization" | "Time" | "Request";

export interface KnownKey {
  /** As AWS writes it. */
  readonly key: string;
  readonly value: ContextValue;
  readonly source: KeySource;
}

const KEYS_MAX = 100;
const VALUES_MAX = 100;
const CHARACTERS_MAX = 32 * 1_024;

/**
 * By lower-case key.
 * @throws ValidationException where there are too many, or a key comes twice
 */
export function readGivenContext(given: GivenContext = {}): ReadonlyMap<string, KnownKey> {
  const keys = new Map<string, KnownKey>();
  const entries = Object.entries(given);
  if (entries.length > KEYS_MAX) throw invalidInput(`Context: It has more than ${KEYS_MAX} keys.`);
  let characters = 0;
  for (const [key, values = []] of entries) {
    const name = key.toLowerCase();
    characters += values.reduce((sum, value) => sum + value.length, key.length);
    if (keys.has(name)) throw invalidInput(`Context: The key ${key} comes twice.`);
    if (values.length > VALUES_MAX) throw invalidInput(`Context: ${key} has more than ${VALUES_MAX} values.`);
    const [first] = values;
    const isOne = values.length === 1 && first !== undefined && !isMultivaluedKey(name);
    keys.set(name, { key, value: isOne ? first : values, source: "Given" });
  }
  if (characters > CHARACTERS_MAX)
    throw invalidInput(`Context: It has more than ${CHARACTERS_MAX} characters.`);
  return keys;
}

/**
 * What is known whoever comes with the request, and when; all else is as the request brings it, and so is absent unless it is given:
 * its address, whether it came with MFA, the tags that it sends.
 */
const KNOWN: Readonly<Record<string, KeySource>> = {
  "aws:principalarn": "Principal",
  "aws:principalaccount": "Principal",
  "aws:principaltype": "Principal",
  "aws:principalisawsservice": "Principal",
  "aws:userid": "Principal",
  "aws:username": "Principal",
  "aws:viaawsservice": "Principal",
  "aws:principalorgid": "Organization",
  "aws:principalorgpaths": "Organization",
  "aws:resourceorgid": "Organization",
  "aws:resourceorgpaths": "Organization",
  "aws:resourceaccount": "Resource",
  "aws:currenttime": "Time",
  "aws:epochtime": "Time",
};

const KNOWN_BY_TAG: Readonly<Record<string, KeySource>> = {
  "aws:principaltag": "Principal",
  "aws:resourcetag": "Resource",
  "iam:resourcetag": "Resource",
};

/** Undefined of a key that only the request itself brings. */
export function knownSource(key: string): KeySource | undefined {
  const name = key.toLowerCase();
  const slash = name.indexOf("/");
  return slash < 0 ? KNOWN[name] : KNOWN_BY_TAG[name.slice(0, slash)];
}

/** What is given counts before what is known. */
export function askedContext(given: ReadonlyMap<string, KnownKey>, known: RequestContext): RequestContext {
  return {
    get: (key) => given.get(key)?.value ?? (knownSource(key) === undefined ? undefined : known.get(key)),
  };
}

/** All of it, for who looks at it. */
export function listAskedContext(
  given: ReadonlyMap<string, KnownKey>,
  facts: ConditionFacts,
): readonly KnownKey[] {
  const { request, own } = listContext(facts);
  const known = [...request, ...own].flatMap(([key, value]): readonly KnownKey[] => {
    const source = knownSource(key);
    return source === undefined || given.has(key.toLowerCase()) ? [] : [{ key, value, source }];
  });
  return [...given.values(), ...known];
}

/** The keys of a request that was made: where each comes from, as far as its name says. */
export function listRequestContext({ request, own }: ListedContext): readonly KnownKey[] {
  return [...request, ...own].map(([key, value]) => ({
    key,
    value,
    source: knownSource(key) ?? "Request",
  }));
}
