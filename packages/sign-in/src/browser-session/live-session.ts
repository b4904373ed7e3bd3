import type { IdentifiedCaller } from "@rolecall/access";
import type { BrowserSessionRecord } from "@rolecall/store";

/** A session that was found to stand. */
export interface LiveSession {
  readonly record: BrowserSessionRecord;
  /** Who signed in. */
  readonly original: IdentifiedCaller;
  /** As whom it acts: the role that it switched to, else who signed in. */
  readonly caller: IdentifiedCaller;
}
