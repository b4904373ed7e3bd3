import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useState } from "react";
import { ApiError } from "../session/api-error.ts";
import { CliButton } from "./cli-button.tsx";
import { Failed } from "./failed.tsx";
import { useFocusBack } from "./use-focus-back.ts";

interface EditModalProps {
  readonly title: string;
  /** A verb: "Save changes", "Attach policies". */
  readonly save: string;
  /** What was not done: "The role was not changed." */
  readonly failed: string;
  readonly command: string;
  readonly isDirty: boolean;
  /** Why it cannot be saved as it is. */
  readonly whyNot?: string | undefined;
  readonly size?: "medium" | "large" | "max";
  readonly children: ReactNode;
  /** Answers "not yet" where something is to be asked first, which the form does. */
  readonly onSave: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** A form over the page. What was typed is left only after it was asked. */
export function EditModal(props: EditModalProps) {
  const { title, save, failed, command, isDirty, whyNot, size = "medium", children, onSave, onClose } = props;
  useFocusBack();
  const [error, setError] = useState<ApiError>();
  const [isSaving, setSaving] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const leave = () => (isDirty && !isLeaving ? setLeaving(true) : onClose());
  const send = async () => {
    setSaving(true);
    setError(undefined);
    try {
      if ((await onSave()) === "not yet") setSaving(false);
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
      setSaving(false);
    }
  };
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel="Close"
      onDismiss={leave}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CliButton command={command} />
            <Button onClick={leave}>Cancel</Button>
            <Button
              variant="primary"
              loading={isSaving}
              disabled={!isDirty || whyNot !== undefined}
              onClick={() => void send()}
            >
              {save}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {isLeaving && <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />}
        {error !== undefined && <Failed what={failed} error={error} />}
        {children}
        {isDirty && whyNot !== undefined && <Alert type="error">{whyNot}</Alert>}
      </SpaceBetween>
    </Modal>
  );
}

function Leaving({ onStay, onLeave }: { readonly onStay: () => void; readonly onLeave: () => void }) {
  return (
    <Alert
      type="warning"
      header="Leave without saving?"
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onStay}>Stay</Button>
          <Button onClick={onLeave}>Leave</Button>
        </SpaceBetween>
      }
    >
      What you typed here is not saved.
    </Alert>
  );
}
