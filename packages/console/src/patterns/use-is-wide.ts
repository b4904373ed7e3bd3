import { useSyncExternalStore } from "react";

const WIDE = "(min-width: 1100px)";

/** Whether the picture has room; below that pictures are lists. */
export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
