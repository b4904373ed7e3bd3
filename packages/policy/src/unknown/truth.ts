/** What Kleene's logic knows: as numbers, so that "and" is the least of several and "or" the greatest. */
export type Truth = 0 | 1 | 2;

/** In no completion. */
export const FALSE = 0;
/** It hangs on what is unknown. */
export const MAYBE = 1;
/** In every completion. */
export const TRUE = 2;

export function not(truth: Truth): Truth {
  return (TRUE - truth) as Truth;
}

/** Of what can be true, and can be false; one of both it must be. */
export function truthOf(can: boolean, canFail: boolean): Truth {
  if (!can) return FALSE;
  return canFail ? MAYBE : TRUE;
}
