import "./sign-in.css";
import { useEffect } from "react";
import { navigateUnasked, useSearch } from "../../app/address.ts";
import { SIGN } from "../../app/sign.ts";
import { MfaStep } from "./mfa-step.tsx";
import { NewPasswordStep } from "./new-password-step.tsx";
import { ownPath } from "./own-path.ts";
import { PasswordStep } from "./password-step.tsx";
import { useSignIn } from "./use-sign-in.ts";
import { WhichOneAmI } from "./which-one-am-i.tsx";

/** Who comes proves who they are, step by step, on one page. */
export function SignInPage() {
  const search = useSearch();
  const signingIn = useSignIn();
  useEffect(() => {
    document.title = "Sign in · Rolecall";
  }, []);
  const send = async (more: Partial<Record<string, unknown>>) => {
    if (!(await signingIn.send(more))) return;
    navigateUnasked(ownPath(new URLSearchParams(search).get("redirect"), location.origin), { replace: true });
  };
  return (
    <div className="rc-sign-in">
      <main className="rc-sign-in-form" id="content">
        <div className="rc-sign-in-name">
          <img src={SIGN} alt="" width="32" height="32" /> Rolecall
        </div>
        {signingIn.step.asks === "password" && <PasswordStep signingIn={signingIn} onSend={send} />}
        {signingIn.step.asks === "mfa" && (
          <MfaStep signingIn={signingIn} devices={signingIn.step.devices} onSend={send} />
        )}
        {signingIn.step.asks === "new-password" && (
          <NewPasswordStep signingIn={signingIn} step={signingIn.step} onSend={send} />
        )}
      </main>
      <WhichOneAmI />
    </div>
  );
}
