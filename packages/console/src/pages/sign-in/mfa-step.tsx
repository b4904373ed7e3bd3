import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { OfferedDevice } from "../../session/sessions.ts";
import type { SigningIn } from "./use-sign-in.ts";

interface MfaStepProps {
  readonly signingIn: SigningIn;
  readonly devices: readonly OfferedDevice[];
  readonly onSend: (more: Partial<Record<string, unknown>>) => void;
}

const DIGITS = 6;

/** Six digits of an authenticator app, sent at the sixth. */
export function MfaStep({ signingIn: { error, isSending, startAgain }, onSend }: MfaStepProps) {
  const [code, setCode] = useState("");
  const change = (value: string) => {
    const digits = value.replaceAll(/\D/g, "").slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS) onSend({ mfaCode: digits });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ mfaCode: code });
      }}
    >
      <SpaceBetween size="l">
        <Box variant="h1">Prove it with your device</Box>
        {error !== undefined && <Alert type="error">{error.message}</Alert>}
        <FormField label="Code" description="The six digits that your authenticator app shows now.">
          <Input
            value={code}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            disabled={isSending}
            onChange={({ detail }) => change(detail.value)}
          />
        </FormField>
        <Button variant="primary" fullWidth loading={isSending} disabled={code.length < DIGITS}>
          Go on
        </Button>
        <Button formAction="none" variant="link" onClick={startAgain}>
          Start again
        </Button>
      </SpaceBetween>
    </form>
  );
}
