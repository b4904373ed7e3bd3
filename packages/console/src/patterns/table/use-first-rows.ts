import { useDeferredValue, useLayoutEffect, useState } from "react";

/** About what a screen shows of a table. */
const SCREEN = 12;
const NONE: readonly never[] = [];

export interface FirstRows<Row> {
  readonly rows: readonly Row[];
  /** False until some have been seen: what belongs to a table but is not looked at before waits for that. */
  readonly wereSeen: boolean;
}

/**
 * The rows to draw: none until the table has found out how large it is, which it draws itself once more for, still unseen; then of many
 * that come where none were one screen, and all of them as soon as that is seen, behind the frame's bars. A row of a table costs
 * milliseconds, and nobody waits for the fiftieth. Where rows stand already nothing is taken away, so that a page that was scrolled stays
 * where it is.
 */
export function useFirstRows<Row>(rows: readonly Row[]): FirstRows<Row> {
  const [isPlaced, setPlaced] = useState(false);
  useLayoutEffect(() => setPlaced(true), []);
  // React draws what is deferred behind all transitions.
  const areSeen = useDeferredValue(isPlaced && rows.length > 0, false);
  const [wereSeen, setWereSeen] = useState(false);
  if (areSeen && !wereSeen) setWereSeen(true);
  if (!isPlaced) return { rows: NONE, wereSeen };
  return { rows: areSeen || rows.length <= SCREEN ? rows : rows.slice(0, SCREEN), wereSeen };
}
