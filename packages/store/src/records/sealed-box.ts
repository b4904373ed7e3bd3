/** What records hold sealed by data keys, in one shape for all: so that who rotates keys seals it anew without knowing the families. */
import type { Page, PageRequest } from "./page.ts";

export interface SealedBox {
  /** Finds the record again: its key, where that has several parts with a space between them. */
  readonly key: string;
  /** What was given as associated data when it was sealed: the box opens with it alone. */
  readonly context: string;
  readonly sealed: Uint8Array;
}

export interface SealedReader {
  /** Every account's, in the order of the keys. A record that holds several is not cut by a page's end: a page may be longer than its limit. */
  sealedBoxes(request: PageRequest): Promise<Page<SealedBox>>;
}

export interface SealedWriter extends SealedReader {
  /**
   * Another seal around the same secret. Nothing is told of it: what may be remembered of a record is the secret, and not its seal.
   * @returns whether there still was one that was sealed so
   */
  reseal(box: SealedBox, to: Uint8Array): Promise<boolean>;
}
