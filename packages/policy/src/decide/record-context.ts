import type { ContextValue, RequestContext } from "../request/request.ts";

/** Condition keys in lower case, with their values: as a JSON object is parsed. */
export type ContextRecord = Readonly<Record<string, ContextValue>>;

/** A request's context that is read from an object as it is; nothing is copied. What the object inherits does not count. */
export function recordContext(values: ContextRecord): RequestContext {
  return new RecordContext(values);
}

class RecordContext implements RequestContext {
  private readonly values: ContextRecord;

  constructor(values: ContextRecord) {
    this.values = values;
  }

  get(key: string): ContextValue | undefined {
    const value = this.values[key];
    if (typeof value === "string") return value;
    // Objects inherit functions and one another, no texts and no lists.
    return Array.isArray(value) ? value : undefined;
  }
}
