import { startTransition, useEffect, useState } from "react";

/**
 * False while a component is drawn for the first time, true behind that. What nobody came for waits for it: the first drawing is one
 * task, and the page's own content is seen at its end. What waits keeps its place, so that nothing jumps.
 */
export function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => startTransition(() => setDrawn(true)), []);
  return isDrawn;
}
