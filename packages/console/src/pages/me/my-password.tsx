import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { PasswordField } from "../../patterns/credentials/password-field.tsx";
import { listRules } from "../../patterns/credentials/password-rules.ts";
import { RuleTicks } from "../../patterns/credentials/rule-ticks.tsx";
import { usePasswordRules } from "../../patterns/credentials/use-password-rules.ts";

/** One's own password. */
export function MyPassword({ userName }: { readonly userName: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={() => setOpen(true)}>Change password</Button>}>
          Password
        </Header>
      }
    >
      {`${userName} signs in with a password. A new one ends your sessions that were begun with the old one.`}
      {isOpen && <ChangePassword onClose={() => setOpen(false)} />}
    </Container>
  );
}

function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [again, setAgain] = useState("");
  const rules = usePasswordRules(true);
  const isDifferent = again !== "" && again !== next;
  return (
    <ChangeDialog
      title="Change my password"
      verb="Change password"
      steps={[
        changeStep("Change the password", {
          service: "iam",
          operation: "ChangePassword",
          input: { OldPassword: old, NewPassword: next },
          shown: { OldPassword: "OLD_PASSWORD", NewPassword: "NEW_PASSWORD" },
        }),
      ]}
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
