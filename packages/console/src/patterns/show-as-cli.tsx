import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { Copyable } from "./copyable.tsx";

interface ShowAsCliProps {
  /** One command, or several on lines of their own. */
  readonly command: string;
  readonly isShown: boolean;
  readonly onClose: () => void;
}

/** The same as a command of AWS's CLI, before it is done. */
export function ShowAsCli({ command, isShown, onClose }: ShowAsCliProps) {
  return (
    <Modal
      visible={isShown}
      onDismiss={onClose}
      size="large"
      header="As AWS CLI"
      closeAriaLabel="Close"
      footer={
        <Box float="right">
          <Button onClick={onClose}>Close</Button>
        </Box>
      }
    >
      <Copyable text={command} what="command" isCode />
    </Modal>
  );
}
