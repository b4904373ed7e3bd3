import { startTransition, useEffect, useState } from "react";

/**
 * False while a component is drawn for the first time, true behind that. What nobody came for waits for it: the first drawing is one
 * task, and the page's own content is seen at its end. What waits keeps its place, so that nothing jumps.
 * @param isAtOnce True from the first: where the content itself is still asked for, there is time.
 */
export function useIsDrawn(isAtOnce = false): boolean {
  const [isDrawn, setDrawn] = useState(isAtOnce);
  useEffect(() => startTransition(() => setDrawn(true)), []);
  return isDrawn;
}
