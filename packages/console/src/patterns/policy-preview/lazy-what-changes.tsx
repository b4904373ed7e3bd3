import { lazy, Suspense } from "react";
import type { ChangeToPreview } from "./what-changes.tsx";

export type { ChangeToPreview } from "./what-changes.tsx";

const Loaded = lazy(async () => ({ default: (await import("./what-changes.tsx")).WhatChanges }));

/** Loaded when it is asked for. */
export function LazyWhatChanges({ change }: { readonly change: ChangeToPreview }) {
  return (
    <Suspense fallback={null}>
      <Loaded change={change} />
    </Suspense>
  );
}
