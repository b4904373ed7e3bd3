import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Failed } from "../../../patterns/failed.tsx";
import type { CreationStep } from "./creation-steps.ts";
import type { Creation } from "./use-creation.ts";

interface CreationStoppedProps {
  readonly creation: Creation;
  readonly steps: readonly CreationStep[];
  readonly onGoOn: () => void;
}

/** What was made before a call failed, what was not, and what can be done about it. */
export function CreationStopped({ creation, steps, onGoOn }: CreationStoppedProps) {
  const { error, done, isWorking } = creation;
  if (error === undefined) return null;
  if (done === 0)
    return (
      <Box margin={{ bottom: "l" }}>
        <Failed what="The role was not created." error={error} />
      </Box>
    );
  const list = (part: readonly CreationStep[]) => part.map(({ text }) => text).join(", ");
  return (
    <Box margin={{ bottom: "l" }}>
      <Alert
        type="error"
        header={`It stopped at ${steps[done]?.text ?? "undoing"}.`}
        action={
          <SpaceBetween size="xs" direction="horizontal">
            <Button loading={isWorking} onClick={onGoOn}>
              Go on
            </Button>
            <Button disabled={isWorking} onClick={() => void creation.undo()}>
              Undo
            </Button>
          </SpaceBetween>
        }
      >
        {`${error.message} There now: ${list(steps.slice(0, done))}. Not there yet: ${list(steps.slice(done))}.`}
        {error.requestId !== undefined && ` Request ${error.requestId}`}
      </Alert>
    </Box>
  );
}
