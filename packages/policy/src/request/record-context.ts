import type { AuthorizationRequest, ContextValue, RequestContext } from "./request.ts";

/** One value as JSON and JavaScript have it. */
type Scalar = string | number | boolean;

/** What a condition key can be given as. */
export type ContextInput = Scalar | readonly Scalar[];

/** Condition keys, in any case, with their values: as a JSON object is parsed, or a map. */
export type ContextRecord = Readonly<Record<string, ContextInput>> | ReadonlyMap<string, ContextInput>;

/**
 * A request's context. An object or map whose keys are in lower case and whose values are texts is read as it is; of another the
 * keys are lower-cased and numbers and booleans written as texts, the last of keys that differ in case alone counts. What an
 * object inherits does not count.
 * @throws TypeError where a value is none that a condition can compare
 */
export function recordContext(values: ContextRecord): RequestContext {
  if (values instanceof Map) return readMap(values);
  const record = values as Readonly<Record<string, ContextInput>>;
  return isPlain(Object.entries(record))
    ? new RecordContext(record as Readonly<Record<string, ContextValue>>)
    : normalize(Object.entries(record));
}

/** A request whose context is a map can be decided as it is; its keys may be in any case. */
export function withReadContext(request: AuthorizationRequest): AuthorizationRequest {
  const { context } = request;
  // Told by its method, which is asked for next anyway: to ask of what class an object is takes a tenth of a decision.
  if (context.get !== getOfMap || plainMaps.has(context)) return request;
  const read = readMap(context as ReadonlyMap<string, ContextInput>);
  return read === context ? request : { ...request, context: read };
}

const getOfMap: unknown = Map.prototype.get;

/** Maps that were looked through and need no other form; whoever changes one knows its keys. */
const plainMaps = new WeakSet<object>();

function readMap(map: ReadonlyMap<string, ContextInput>): RequestContext {
  if (!plainMaps.has(map)) {
    if (!isPlain(map)) return normalize(map);
    plainMaps.add(map);
  }
  return map as ReadonlyMap<string, ContextValue>;
}

function isPlain(entries: Iterable<readonly [string, unknown]>): boolean {
  for (const [key, value] of entries) {
    if (key !== key.toLowerCase()) return false;
    if (typeof value === "string") continue;
    if (!Array.isArray(value) || value.some((each) => typeof each !== "string")) return false;
  }
  return true;
}

function normalize(entries: Iterable<readonly [string, ContextInput]>): RequestContext {
  const values = new Map<string, ContextValue>();
  for (const [key, value] of entries) {
    if (value === undefined) continue;
    const read = Array.isArray(value) ? value.map((each) => textOf(key, each)) : textOf(key, value as Scalar);
    values.set(key.toLowerCase(), read);
  }
  plainMaps.add(values);
  return values;
}

function textOf(key: string, value: Scalar): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new TypeError(
    `The context's value of ${JSON.stringify(key)} is ${value === null ? "null" : `of type ${typeof value}`}: give a text, a number, a boolean or a list of them, or leave the key out.`,
  );
}

/** @throws TypeError: a context of one's own gave neither a text nor a list of texts */
export function refuseValue(key: string, value: unknown): never {
  throw new TypeError(
    `The context's value of ${JSON.stringify(key)} is of type ${typeof value}: a context gives texts and lists of texts; recordContext makes them.`,
  );
}

class RecordContext implements RequestContext {
  private readonly values: Readonly<Record<string, ContextValue>>;

  constructor(values: Readonly<Record<string, ContextValue>>) {
    this.values = values;
  }

  get(key: string): ContextValue | undefined {
    const value = this.values[key];
    if (typeof value === "string") return value;
    // Objects inherit functions and one another, no texts and no lists.
    return Array.isArray(value) ? value : undefined;
  }
}
