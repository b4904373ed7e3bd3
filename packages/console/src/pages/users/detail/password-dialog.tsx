import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { useState } from "react";
import { ChangeDialog } from "../../../patterns/change/change-dialog.tsx";
import { type ChangeStep, changeStep } from "../../../patterns/change/change-step.ts";
import { makePassword } from "../../../patterns/credentials/make-password.ts";
import {
  AUTOMATIC,
  type PasswordChoice,
  PasswordChoiceFields,
} from "../../../patterns/credentials/password-choice.tsx";
import { SignInDetailsShown } from "../../../patterns/credentials/sign-in-details.tsx";
import { useFocusBack } from "../../../patterns/use-focus-back.ts";

interface PasswordDialogProps {
  readonly userName: string;
  readonly hasPassword: boolean;
  readonly onClose: () => void;
}

/** Sets a user's password, and shows it once. */
export function PasswordDialog({ userName, hasPassword, onClose }: PasswordDialogProps) {
  useFocusBack();
  const [choice, setChoice] = useState(AUTOMATIC);
  const [automatic] = useState(() => makePassword(0));
  const [isDone, setDone] = useState(false);
  const password = choice.isAutomatic ? automatic : choice.password;
  if (isDone) return <DoneDialog userName={userName} password={password} onClose={onClose} />;
  return (
    <ChangeDialog
      title={hasPassword ? `Reset the password of ${userName}` : `Enable console access of ${userName}`}
      verb={hasPassword ? "Reset password" : "Enable console access"}
      steps={[passwordStep({ userName, hasPassword, password, choice })]}
      whatFailed="The password was not set."
      canConfirm={password !== ""}
      onClose={onClose}
      onDone={() => setDone(true)}
    >
      {hasPassword && <div>Sessions that were begun with the old password end with the next request.</div>}
      <PasswordChoiceFields choice={choice} onChange={setChoice} />
    </ChangeDialog>
  );
}

interface PasswordStepOptions {
  readonly userName: string;
  readonly hasPassword: boolean;
  readonly password: string;
  readonly choice: PasswordChoice;
}

/** The command shows no password: it would stand in a shell's history. */
export function passwordStep({ userName, hasPassword, password, choice }: PasswordStepOptions): ChangeStep {
  const input = { UserName: userName, Password: password, PasswordResetRequired: choice.mustChange };
  const shown = { Password: "PASSWORD" };
  return hasPassword
    ? changeStep("Set the password", { service: "iam", operation: "UpdateLoginProfile", input, shown })
    : changeStep("Enable console access", { service: "iam", operation: "CreateLoginProfile", input, shown });
}

interface DoneDialogProps {
  readonly userName: string;
  readonly password: string;
  readonly onClose: () => void;
}

function DoneDialog({ userName, password, onClose }: DoneDialogProps) {
  const [isTaken, setTaken] = useState(false);
  return (
    <Modal
      visible
      size="large"
      header={`${userName} can sign in`}
      closeAriaLabel="Close"
      // Only the button closes it while the password was not taken.
      onDismiss={() => isTaken && onClose()}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {isTaken ? "Close" : "Close without copying"}
          </Button>
        </Box>
      }
    >
      <Box padding={{ bottom: "s" }}>
        The password is shown only now. Rolecall keeps a digest of it and cannot show it again.
      </Box>
      <SignInDetailsShown details={{ userName, password }} onTaken={() => setTaken(true)} />
    </Modal>
  );
}
