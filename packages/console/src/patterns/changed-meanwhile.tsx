import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface ChangedMeanwhileProps {
  /** What was changed: "this policy", and what is known of it: "v4 → v5". */
  readonly what: string;
  readonly detail?: string;
  readonly onCompare: () => void;
  readonly onOverwrite: () => void;
  readonly onDiscard: () => void;
}

/** Somebody changed on the server what is being saved here: nothing is overwritten before the person said so. */
export function ChangedMeanwhile({ what, detail, onCompare, onOverwrite, onDiscard }: ChangedMeanwhileProps) {
  return (
    <Alert
      type="warning"
      header={`Somebody changed ${what} meanwhile${detail === undefined ? "" : ` (${detail})`}`}
      action={
        <SpaceBetween size="xs" direction="horizontal">
          <Button onClick={onCompare}>Compare</Button>
          <Button onClick={onOverwrite}>Overwrite</Button>
          <Button onClick={onDiscard}>Discard mine</Button>
        </SpaceBetween>
      }
    >
      Yours is not saved yet.
    </Alert>
  );
}
