import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { PasswordField } from "../../patterns/credentials/password-field.tsx";
import type { PasswordRules } from "../../patterns/credentials/password-rules.ts";
import { RuleTicks } from "../../patterns/credentials/rule-ticks.tsx";
import type { ApiError } from "../../session/api-error.ts";
import type { SendProof, SignInStep, SigningIn } from "./use-sign-in.ts";

interface NewPasswordStepProps {
  readonly signingIn: SigningIn;
  readonly step: Extract<SignInStep, { readonly asks: "new-password" }>;
  readonly onSend: SendProof;
}

const REASONS: Readonly<Record<string, string>> = {
  "first-use": "This is the first time that you sign in. Choose a password that nobody else knows.",
  expired: "Your password has expired. Choose a new one.",
  demanded: "An administrator of your account asks for a new password.",
};

/** A new password, twice; the account's rules, each ticked while it is typed. */
export function NewPasswordStep({ signingIn: { error, isSending }, step, onSend }: NewPasswordStepProps) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const isDifferent = second !== "" && first !== second;
  const rules = (step.rules ?? {}) as PasswordRules;
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
        {error !== undefined && <Alert type="error">{explain(error, rules)}</Alert>}
        <PasswordField label="New password" value={first} autoComplete="new-password" onChange={setFirst} />
        <RuleTicks rules={rules} password={first} />
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

/** The server knows two things more: the passwords before, and whether the user may change its own. */
function explain({ message, details }: ApiError, { passwordReusePrevention }: PasswordRules): string {
  const broken = Array.isArray(details.broken) ? details.broken : [];
  if (broken.includes("reused"))
    return `This password was used before. The last ${passwordReusePrevention ?? ""} cannot be used again.`;
  if (broken.includes("notAuthorized"))
    return "You may not change your own password here. An administrator of your account sets a new one for you.";
  return message;
}
