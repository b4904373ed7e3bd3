import { useSyncExternalStore } from "react";

/** wouter tells of what leads on without a reload by events of these names. */
const CHANGES = ["hashchange", "popstate", "pushState", "replaceState"] as const;

function subscribe(onChange: () => void): () => void {
  for (const name of CHANGES) addEventListener(name, onChange);
  return () => {
    for (const name of CHANGES) removeEventListener(name, onChange);
  };
}

/** What stands behind `#`, with it; the browser alone sees it. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => location.hash);
}
