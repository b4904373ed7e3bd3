import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange, useOperation } from "../../session/use-operation.ts";
import { PasswordPolicyForm } from "./password-policy-form.tsx";
import { DEFAULT_RULES, type NewPasswordRules, sayRules, toInput } from "./password-rules.ts";

/** The account's password policy in sentences, and the form that changes it. */
export function PasswordPolicy() {
  const { data, error, isPending } = useOperation("iam", "GetAccountPasswordPolicy", {});
  const [isEditing, setEditing] = useState(false);
  // An account without a policy of its own answers so.
  const hasNone = error?.code === "NoSuchEntity";
  const rules = data?.PasswordPolicy === undefined ? DEFAULT_RULES : toInput(data.PasswordPolicy);
  const isKnown = data !== undefined || hasNone;
  const header = (
    <Header
      variant="h2"
      description={hasNone ? "IAM's own rules hold: the account has no policy of its own." : undefined}
      actions={isKnown && !isEditing && <Actions hasNone={hasNone} onEdit={() => setEditing(true)} />}
    >
      Password policy
    </Header>
  );
  return (
    <Container header={header}>
      {isPending && <StatusIndicator type="loading">Loading the password policy</StatusIndicator>}
      {error !== null && !hasNone && <Failed what="The password policy could not be read." error={error} />}
      {isKnown && isEditing && <PasswordPolicyForm rules={rules} onClose={() => setEditing(false)} />}
      {isKnown && !isEditing && <Sentences rules={rules} />}
    </Container>
  );
}

function Sentences({ rules }: { readonly rules: NewPasswordRules }) {
  return (
    <ul>
      {sayRules(rules).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

interface ActionsProps {
  readonly hasNone: boolean;
  readonly onEdit: () => void;
}

function Actions({ hasNone, onEdit }: ActionsProps) {
  const remove = useChange("iam", "DeleteAccountPasswordPolicy");
  const takeAway = async () => {
    try {
      await remove.mutateAsync({});
      flashes.show({
        type: "success",
        content: "The account's password policy was deleted. IAM's own holds.",
      });
    } catch (error) {
      flashes.show({ type: "error", content: (error as ApiError).message });
    }
  };
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={hasNone} disabledReason="There is none." onClick={() => void takeAway()}>
        Delete
      </Button>
      <Button onClick={onEdit}>Edit</Button>
    </SpaceBetween>
  );
}
