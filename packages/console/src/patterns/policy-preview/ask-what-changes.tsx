import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { useState } from "react";
import { type ChangeToPreview, LazyWhatChanges } from "./lazy-what-changes.tsx";

interface AskWhatChangesProps {
  readonly changes: readonly ChangeToPreview[];
  /** Where several stand on a page, what each is about. */
  readonly header?: string;
}

/** Folded until it is asked for: the engine works for it. */
export function AskWhatChanges({ changes, header = "What changes?" }: AskWhatChangesProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <ExpandableSection
      headerText={header}
      variant="footer"
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && changes.map((change) => <LazyWhatChanges key={JSON.stringify(change)} change={change} />)}
    </ExpandableSection>
  );
}
