import { startTransition, useEffect, useState } from "react";

/** About what a screen shows of a table. */
const SCREEN = 12;

/**
 * The rows to draw: of many that come where none were, one screen at first, and all of them as soon as that is seen. A row of a
 * table costs milliseconds, and nobody waits for the fiftieth. Where rows stand already nothing is taken away, so that a page
 * that was scrolled stays where it is.
 */
export function useFirstRows<Row>(rows: readonly Row[]): readonly Row[] {
  const [drawn, setDrawn] = useState<readonly Row[]>([]);
  useEffect(() => startTransition(() => setDrawn(rows)), [rows]);
  return drawn.length > 0 || rows.length <= SCREEN ? rows : rows.slice(0, SCREEN);
}
