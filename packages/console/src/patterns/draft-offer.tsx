import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { formatDate } from "./format-date.ts";
import type { Draft } from "./use-draft.ts";

/** "A draft from 12:03 · Continue · Discard", where an earlier visit left one. */
export function DraftOffer<Value>({ draft }: { readonly draft: Draft<Value> }) {
  if (draft.offered === undefined) return null;
  return (
    <Alert
      type="info"
      header={`A draft from ${formatDate(draft.offered.at)}`}
      action={
        <SpaceBetween size="xs" direction="horizontal">
          <Button onClick={draft.continueOffered}>Continue</Button>
          <Button onClick={draft.discardOffered}>Discard</Button>
        </SpaceBetween>
      }
    >
      It was not saved. It is kept in this tab until you close it.
    </Alert>
  );
}
