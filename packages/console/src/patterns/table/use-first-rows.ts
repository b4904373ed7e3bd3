import { useDeferredValue } from "react";

/** About what a screen shows of a table. */
const SCREEN = 12;

/**
 * The rows to draw: of many that come where none were, one screen at first, and all of them as soon as that is seen, behind the frame's
 * bars. A row of a table costs milliseconds, and nobody waits for the fiftieth. Where rows stand already nothing is taken away, so that
 * a page that was scrolled stays where it is.
 */
export function useFirstRows<Row>(rows: readonly Row[]): readonly Row[] {
  // React draws what is deferred behind all transitions.
  const isSeen = useDeferredValue(rows.length > 0, false);
  return isSeen || rows.length <= SCREEN ? rows : rows.slice(0, SCREEN);
}
