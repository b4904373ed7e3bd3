import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ApiError } from "../../session/api-error.ts";
import { askPasskey } from "../../session/passkey.ts";
import type { OfferedDevice } from "../../session/sessions.ts";
import type { SendProof, SigningIn } from "./use-sign-in.ts";

interface MfaStepProps {
  readonly signingIn: SigningIn;
  readonly devices: readonly OfferedDevice[];
  readonly onSend: SendProof;
}

const DIGITS = 6;

/** Six digits of an authenticator app, sent at the sixth; or a passkey. Where both are there, one chooses. */
export function MfaStep({ signingIn, devices, onSend }: MfaStepProps) {
  const { error, isSending, startAgain, known } = signingIn;
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const hasCodes = devices.length === 0 || devices.some(({ kind }) => kind === "totp");
  const hasPasskey = devices.some(({ kind }) => kind === "passkey");
  const change = (value: string) => {
    const digits = value.replaceAll(/\D/g, "").slice(0, DIGITS);
    setCode(digits);
    if (digits.length === DIGITS) onSend({ mfaCode: digits });
  };
  const usePasskey = () =>
    askPasskey(known).then(onSend, (failure: unknown) => {
      if (!(failure instanceof ApiError)) throw failure;
      setProblem(failure.message);
    });
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
        {problem !== undefined && <Alert type="warning">{problem}</Alert>}
        {hasCodes && (
          <FormField label="Code" description="The six digits that your authenticator app shows now.">
            <Input
              value={code}
              autoFocus
              inputMode="numeric"
              autoComplete="one-time-code"
              onChange={({ detail }) => change(detail.value)}
            />
          </FormField>
        )}
        {hasCodes && (
          <Button variant="primary" fullWidth loading={isSending} disabled={code.length < DIGITS}>
            Go on
          </Button>
        )}
        {hasPasskey && (
          <Button formAction="none" fullWidth iconName="key" onClick={() => void usePasskey()}>
            Use a passkey
          </Button>
        )}
        <Button formAction="none" variant="link" onClick={startAgain}>
          Start again
        </Button>
      </SpaceBetween>
    </form>
  );
}
