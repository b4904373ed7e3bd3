import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { lazy, Suspense, useState } from "react";
import type { ChangeToPreview } from "./what-changes.tsx";

const Loaded = lazy(async () => ({ default: (await import("./what-changes.tsx")).WhatChanges }));

/** Folded until it is asked for: the engine works for it. */
export function AskWhatChanges({ changes }: { readonly changes: readonly ChangeToPreview[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <ExpandableSection
      headerText="What changes?"
      variant="footer"
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen &&
        changes.map((change) => (
          <Suspense key={JSON.stringify(change)} fallback={null}>
            <Loaded change={change} />
          </Suspense>
        ))}
    </ExpandableSection>
  );
}
