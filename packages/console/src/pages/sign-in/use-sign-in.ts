import { useState } from "react";
import { ApiError } from "../../session/api-error.ts";
import { type Credentials, type OfferedDevice, signIn } from "../../session/sessions.ts";

/** What the page asks for now. */
export type SignInStep =
  | { readonly asks: "password" }
  | { readonly asks: "mfa"; readonly devices: readonly OfferedDevice[] }
  | { readonly asks: "new-password"; readonly reason: string; readonly rules: unknown };

/** Sends what a step learned, together with all that is known already. */
export type SendProof = (more: Readonly<Record<string, unknown>>) => void;

export interface SigningIn {
  readonly step: SignInStep;
  readonly error: ApiError | undefined;
  readonly isSending: boolean;
  /** What was sent so far. */
  readonly known: Readonly<Record<string, unknown>>;
  /** Resolves with whether somebody is signed in now. */
  send(more: Readonly<Record<string, unknown>>): Promise<boolean>;
  startAgain(): void;
}

const FIRST: SignInStep = { asks: "password" };

/** The steps of signing in. The server keeps nothing in between: each step sends everything again with what was missing. */
export function useSignIn(): SigningIn {
  const [known, setKnown] = useState<Readonly<Record<string, unknown>>>({});
  const [step, setStep] = useState<SignInStep>(FIRST);
  const [error, setError] = useState<ApiError>();
  const [isSending, setSending] = useState(false);
  return {
    step,
    error,
    isSending,
    known,
    async send(more) {
      const all = { ...known, ...more };
      setKnown(all);
      setSending(true);
      setError(undefined);
      try {
        await signIn(all as Credentials);
        return true;
      } catch (caught) {
        if (!(caught instanceof ApiError)) throw caught;
        setKnown(withoutWrong(caught, all));
        const next = nextStep(caught, step);
        if (next === undefined) setError(caught);
        else setStep(next);
        // A code that was refused is told of where the next one is typed.
        if (caught.code === "MfaRefused") setError(caught);
        return false;
      } finally {
        setSending(false);
      }
    },
    startAgain() {
      setKnown({});
      setStep(FIRST);
      setError(undefined);
    },
  };
}

/** What was refused is not sent again with the next try. */
function withoutWrong(
  { code }: ApiError,
  all: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { mfaCode, flow, passkey, newPassword, ...rest } = all;
  if (code === "NewPasswordRefused" || code === "NewPasswordRequired")
    return { ...rest, mfaCode, flow, passkey };
  return code === "MfaRequired" || code === "MfaRefused" ? { ...rest, newPassword } : {};
}

/** The step that a refusal asks for; undefined where it says that what was sent is wrong. */
function nextStep({ code, details }: ApiError, step: SignInStep): SignInStep | undefined {
  if (code === "MfaRefused") return step.asks === "mfa" ? step : { asks: "mfa", devices: [] };
  if (code === "MfaRequired")
    return { asks: "mfa", devices: (details.devices ?? []) as readonly OfferedDevice[] };
  if (code === "NewPasswordRequired")
    return { asks: "new-password", reason: String(details.reason ?? "demanded"), rules: details.rules };
  return undefined;
}
