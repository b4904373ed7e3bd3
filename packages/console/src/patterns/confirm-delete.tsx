import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ApiError } from "../session/api-error.ts";
import { CliButton } from "./cli-button.tsx";
import { Failed } from "./failed.tsx";

const FOCUS_MS = 50;

interface ConfirmDeleteProps {
  /** "user" */
  readonly kind: string;
  readonly names: readonly string[];
  /** What deleting brings about, found and not guessed: "2 access keys are deleted with it." */
  readonly consequences: ReactNode;
  /** The same as commands. */
  readonly command?: string;
  /** Deletes them, with their parts. It is told which part it is at by what it is given. */
  readonly onDelete: (progress: (text: string) => void) => Promise<void>;
  readonly onClose: () => void;
}

/**
 * Asks before a user, role, group, policy, provider, unit or account is deleted: the name is typed, the word `confirm` where several
 * are. It stops at the first failure and says what is left. Show it conditionally: it begins empty each time.
 */
export function ConfirmDelete(props: ConfirmDeleteProps) {
  const { kind, names, consequences, command, onDelete, onClose } = props;
  const wanted = names.length === 1 ? (names[0] ?? "") : "confirm";
  const [typed, setTyped] = useState("");
  const deleting = useDeleting(onDelete, onClose);
  const field = useRef<InputProps.Ref>(null);
  useEffect(() => {
    // Later than the dialog, which takes the focus to its first button when it comes.
    const timer = setTimeout(() => field.current?.focus(), FOCUS_MS);
    return () => clearTimeout(timer);
  }, []);
  const isRight = typed === wanted;
  const title = names.length === 1 ? `Delete ${kind} ${wanted}` : `Delete ${names.length} ${kind}s`;
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            {command !== undefined && <CliButton command={command} />}
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              disabled={!isRight}
              loading={deleting.isRunning}
              loadingText={deleting.progress}
              onClick={deleting.start}
            >
              Delete
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) deleting.start();
        }}
      >
        <SpaceBetween size="m">
          {names.length > 1 && <NamesToDelete names={names} />}
          <Alert type="warning">{consequences}</Alert>
          {deleting.error !== undefined && (
            <Failed what={`It was not deleted: ${deleting.progress}.`} error={deleting.error} />
          )}
          <FormField label={names.length === 1 ? `Type the name: ${wanted}` : "Type confirm"}>
            <Input
              ref={field}
              value={typed}
              placeholder={wanted}
              autoComplete={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}

/** Names are never cut where something is deleted. */
function NamesToDelete({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="rc-names">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

function useDeleting(onDelete: ConfirmDeleteProps["onDelete"], onClose: () => void) {
  const [progress, setProgress] = useState("Deleting");
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ApiError>();
  const start = async () => {
    setRunning(true);
    setError(undefined);
    try {
      await onDelete(setProgress);
      onClose();
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    } finally {
      setRunning(false);
    }
  };
  return { progress, isRunning, error, start: () => void start() };
}
