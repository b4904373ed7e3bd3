import { type ComponentProps, lazy, Suspense } from "react";
import type { AllowedInShort as Cell } from "./allowed-in-short.tsx";

const Loaded = lazy(async () => ({ default: (await import("./allowed-in-short.tsx")).AllowedInShort }));

/** What a document allows, put in words once the engine's words are loaded: behind the table's first rows. */
export function AllowedInShort(props: ComponentProps<typeof Cell>) {
  return (
    <Suspense fallback="–">
      <Loaded {...props} />
    </Suspense>
  );
}
