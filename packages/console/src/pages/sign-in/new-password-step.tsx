import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { PasswordField } from "./password-field.tsx";
import type { SignInStep, SigningIn } from "./use-sign-in.ts";

interface NewPasswordStepProps {
  readonly signingIn: SigningIn;
  readonly step: Extract<SignInStep, { readonly asks: "new-password" }>;
  readonly onSend: (more: Partial<Record<string, unknown>>) => void;
}

const REASONS: Readonly<Record<string, string>> = {
  "first-use": "This is the first time that you sign in. Choose a password that nobody else knows.",
  expired: "Your password has expired. Choose a new one.",
  demanded: "An administrator of your account asks for a new password.",
};

/** A new password, twice. */
export function NewPasswordStep({ signingIn: { error, isSending }, step, onSend }: NewPasswordStepProps) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const isDifferent = second !== "" && first !== second;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (first === second) onSend({ newPassword: first });
      }}
    >
      <SpaceBetween size="l">
        <Box variant="h1">Choose a new password</Box>
        <Box>{REASONS[step.reason] ?? REASONS.demanded}</Box>
        {error !== undefined && <Alert type="error">{error.message}</Alert>}
        <PasswordField label="New password" value={first} autoComplete="new-password" onChange={setFirst} />
        <PasswordField
          label="New password again"
          value={second}
          autoComplete="new-password"
          {...(isDifferent && { errorText: "It is not the same." })}
          onChange={setSecond}
        />
        <Button variant="primary" fullWidth loading={isSending} disabled={first === "" || first !== second}>
          Set the password and sign in
        </Button>
      </SpaceBetween>
    </form>
  );
}
