import type { ContextValue, RequestContext } from "../request/request.ts";
import type { PartialContext } from "./partial-context.ts";
import { UNKNOWN, type Unknown } from "./unknown.ts";

/**
 * A partial context as the two-valued engine can be asked with it. It answers "absent" for what is unknown, and notes that it did:
 * an answer of the engine for which nothing unknown was asked holds whatever the unknown is.
 */
export class WatchedContext implements RequestContext {
  /** Something unknown was asked since `forget`: the answer that was worked out of it tells nothing. */
  wasAskedUnknown = false;
  private readonly partial: PartialContext;

  constructor(partial: PartialContext) {
    this.partial = partial;
  }

  get(key: string): ContextValue | undefined {
    const value = this.partial.get(key);
    if (value !== UNKNOWN) return value;
    this.wasAskedUnknown = true;
    return undefined;
  }

  /** What is known of a key; is not noted. */
  look(key: string): ContextValue | undefined | Unknown {
    return this.partial.get(key);
  }

  forget(): void {
    this.wasAskedUnknown = false;
  }
}
