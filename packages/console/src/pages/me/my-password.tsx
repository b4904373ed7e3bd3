import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { type ChangeStep, changeStep } from "../../patterns/change/change-step.ts";
import { PasswordField } from "../../patterns/credentials/password-field.tsx";
import { listRules } from "../../patterns/credentials/password-rules.ts";
import { RuleTicks } from "../../patterns/credentials/rule-ticks.tsx";
import { usePasswordRules } from "../../patterns/credentials/use-password-rules.ts";
import { callOperation } from "../../session/call-operation.ts";

interface MyPasswordProps {
  /** Absent for the root user, whose password no rules of the account are for. */
  readonly userName?: string;
}

/** One's own password. */
export function MyPassword({ userName }: MyPasswordProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={() => setOpen(true)}>Change password</Button>}>
          Password
        </Header>
      }
    >
      {`${userName ?? "The root user"} signs in with a password. A new one ends your sessions that were begun with the old one.`}
      {isOpen && <ChangePassword isRoot={userName === undefined} onClose={() => setOpen(false)} />}
    </Container>
  );
}

interface ChangePasswordProps {
  readonly isRoot: boolean;
  readonly onClose: () => void;
}

function ChangePassword({ isRoot, onClose }: ChangePasswordProps) {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const rules = usePasswordRules(!isRoot);
  const isDifferent = again !== "" && again !== next;
  return (
    <ChangeDialog
      title="Change my password"
      verb="Change password"
      steps={[passwordStep(isRoot, { OldPassword: old, NewPassword: next })]}
      whatFailed="The password was not changed."
      canConfirm={
        old !== "" && next === again && next !== "" && listRules(rules).every(({ holds }) => holds(next))
      }
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: "Your password was changed. Sign in with the new one." });
        onClose();
      }}
    >
      <PasswordField label="Old password" autoComplete="current-password" value={old} onChange={setOld} />
      <PasswordField label="New password" autoComplete="new-password" value={next} onChange={setNext} />
      <RuleTicks rules={rules} password={next} />
      <PasswordField
        label="New password again"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        {...(isDifferent && { errorText: "It is not the same." })}
      />
    </ChangeDialog>
  );
}

interface Passwords {
  readonly OldPassword: string;
  readonly NewPassword: string;
}

/** AWS has no operation for root's. */
function passwordStep(isRoot: boolean, input: Passwords): ChangeStep {
  const text = "Change the password";
  if (isRoot)
    return { text, command: undefined, run: () => callOperation("rolecall", "ChangeRootPassword", input) };
  const shown = { OldPassword: "OLD_PASSWORD", NewPassword: "NEW_PASSWORD" };
  return changeStep(text, { service: "iam", operation: "ChangePassword", input, shown });
}
