import { type ContextInput, type ContextRecord, recordContext } from "../request/record-context.ts";
import type { ContextValue } from "../request/request.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";

/**
 * What is known of a request's condition keys. INVARIANT: `key` is asked in lower case, and answered alike each time. `undefined` is
 * a key that the request is known not to have.
 */
export interface PartialContext {
  get(key: string): ContextValue | undefined | Unknown;
}

export interface PartialContextInput {
  /** Keys, in any case, with their values. */
  readonly known: ContextRecord | Readonly<Record<string, ContextInput>>;
  /** Keys, in any case, that the request is known not to have, whatever `unknownRest` says. */
  readonly absentKeys?: readonly string[];
  /** Keys, in any case, that it may have or not, with any value. */
  readonly unknownKeys?: readonly string[];
  /** Whether keys that are listed nowhere are unknown; asked in lower case. By default they are known to be absent. */
  readonly unknownRest?: boolean | ((key: string) => boolean);
}

/**
 * A context of which some keys are unknown. What is known counts before what is said to be unknown.
 * @throws TypeError as `recordContext`
 */
export function partialContext(input: PartialContextInput): PartialContext {
  return new InputContext(input);
}

class InputContext implements PartialContext {
  private readonly known: { get(key: string): ContextValue | undefined };
  private readonly absent: ReadonlySet<string>;
  private readonly unknown: ReadonlySet<string>;
  private readonly isRestUnknown: (key: string) => boolean;

  constructor({ known, absentKeys = [], unknownKeys = [], unknownRest = false }: PartialContextInput) {
    this.known = recordContext(known);
    this.absent = new Set(absentKeys.map((key) => key.toLowerCase()));
    this.unknown = new Set(unknownKeys.map((key) => key.toLowerCase()));
    this.isRestUnknown = typeof unknownRest === "function" ? unknownRest : () => unknownRest;
  }

  get(key: string): ContextValue | undefined | Unknown {
    const value = this.known.get(key);
    if (value !== undefined) return value;
    if (this.unknown.has(key)) return UNKNOWN;
    return !this.absent.has(key) && this.isRestUnknown(key) ? UNKNOWN : undefined;
  }
}
