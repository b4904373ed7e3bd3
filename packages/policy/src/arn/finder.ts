/** Finds the places of a stretch of a pattern in a text, one after the other; keeps what it learnt on the way. */
export interface Finder {
  /** The first place at or after `from` where the stretch begins, or -1. INVARIANT: `from` never goes back. */
  next(from: number): number;
}
