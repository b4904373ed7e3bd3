import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";

/** Who wrote it meanwhile, as far as it can be told. */
export interface Changer {
  readonly name: string;
  /** "2 minutes ago" */
  readonly when: string;
}

interface ChangedMeanwhileProps {
  /** What was changed: "this policy", and what is known of it: "v4 → v5". */
  readonly what: string;
  readonly changer?: Changer | undefined;
  readonly detail?: string | undefined;
  readonly onCompare: () => void;
  readonly onOverwrite: () => void;
  readonly onDiscard: () => void;
}

/** Somebody changed on the server what is being saved here: nothing is overwritten before the person said so. */
export function ChangedMeanwhile(props: ChangedMeanwhileProps) {
  const { what, changer, detail, onCompare, onOverwrite, onDiscard } = props;
  const said =
    changer === undefined
      ? `Somebody changed ${what} meanwhile`
      : `${changer.name} changed ${what} ${changer.when.toLowerCase()}`;
  return (
    <Alert
      type="warning"
      header={`${said}${detail === undefined ? "" : ` (${detail})`}`}
      action={
        <SpaceBetween size="xs" direction="horizontal">
          <Button formAction="none" onClick={onCompare}>
            Compare
          </Button>
          <Button formAction="none" onClick={onOverwrite}>
            Overwrite
          </Button>
          <Button formAction="none" onClick={onDiscard}>
            Discard mine
          </Button>
        </SpaceBetween>
      }
    >
      Yours is not saved yet.
    </Alert>
  );
}
