import type { Identity } from "../../session/identity.ts";
import { sessionStore } from "../../session/session-store.ts";
import { MfaStep } from "./mfa-step.tsx";
import { NewPasswordStep } from "./new-password-step.tsx";
import { PasswordStep } from "./password-step.tsx";
import type { SignInForm } from "./sign-in-form.ts";
import { useSignIn } from "./use-sign-in.ts";

interface SignInStepsProps {
  readonly initial: Partial<SignInForm>;
  readonly onSignedIn: (identity: Identity) => void;
  /** Without a heading of its own: it stands in a dialog that has one. */
  readonly isOverPage?: boolean;
}

/** Signing in, step by step: password or passkey, a second factor, a new password. */
export function SignInSteps({ initial, onSignedIn, isOverPage = false }: SignInStepsProps) {
  const signingIn = useSignIn();
  const send = async (more: Readonly<Record<string, unknown>>) => {
    if (!(await signingIn.send(more))) return;
    const state = sessionStore.state.read();
    if (state.is === "signed-in") onSignedIn(state.identity);
  };
  const { step } = signingIn;
  switch (step.asks) {
    case "password":
      return <PasswordStep signingIn={signingIn} initial={initial} isOverPage={isOverPage} onSend={send} />;
    case "mfa":
      return <MfaStep signingIn={signingIn} devices={step.devices} onSend={send} />;
    case "new-password":
      return <NewPasswordStep signingIn={signingIn} step={step} onSend={send} />;
  }
}
