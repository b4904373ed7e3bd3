import { useState } from "react";
import { ApiError } from "../../session/api-error.ts";
import { type Credentials, type OfferedDevice, signIn } from "../../session/sessions.ts";

/** What the page asks for now. */
export type SignInStep =
  | { readonly asks: "password" }
  | { readonly asks: "mfa"; readonly devices: readonly OfferedDevice[] }
  | { readonly asks: "new-password"; readonly reason: string; readonly rules: unknown };

export interface SigningIn {
  readonly step: SignInStep;
  readonly error: ApiError | undefined;
  readonly isSending: boolean;
  /** Sends all that is known together with what is new. Resolves with whether somebody is signed in now. */
  send(more: Partial<Record<string, unknown>>): Promise<boolean>;
  startAgain(): void;
}

/** The steps of signing in. The server keeps nothing in between: each step sends everything again with what was missing. */
export function useSignIn(): SigningIn {
  const [known, setKnown] = useState<Readonly<Record<string, unknown>>>({});
  const [step, setStep] = useState<SignInStep>({ asks: "password" });
  const [error, setError] = useState<ApiError>();
  const [isSending, setSending] = useState(false);
  return {
    step,
    error,
    isSending,
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
        const next = nextStep(caught);
        if (next === undefined) setError(caught);
        else setStep(next);
        return false;
      } finally {
        setSending(false);
      }
    },
    startAgain() {
      setKnown({});
      setStep({ asks: "password" });
      setError(undefined);
    },
  };
}

/** The step that a refusal asks for; undefined where it says that what was sent is wrong. */
function nextStep({ code, details }: ApiError): SignInStep | undefined {
  if (code === "MfaRequired")
    return { asks: "mfa", devices: (details.devices ?? []) as readonly OfferedDevice[] };
  if (code === "NewPasswordRequired")
    return { asks: "new-password", reason: String(details.reason ?? "demanded"), rules: details.rules };
  return undefined;
}
