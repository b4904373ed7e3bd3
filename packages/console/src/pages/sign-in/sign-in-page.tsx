import "./sign-in.css";
import { useEffect } from "react";
import { navigateUnasked, useSearch } from "../../app/address.ts";
import { SIGN } from "../../app/sign.ts";
import { ownPath } from "./own-path.ts";
import { readRememberedAccount } from "./remembered-account.ts";
import { SignInSteps } from "./sign-in-steps.tsx";
import { WhichOneAmI } from "./which-one-am-i.tsx";

/** Who comes proves who they are, step by step, on one page. */
export function SignInPage() {
  const params = new URLSearchParams(useSearch());
  useEffect(() => {
    document.title = "Sign in · Rolecall";
  }, []);
  const account = params.get("account") ?? readRememberedAccount();
  return (
    <div className="rc-sign-in">
      <main className="rc-sign-in-form" id="content">
        <div className="rc-sign-in-name">
          <img src={SIGN} alt="" width="32" height="32" /> Rolecall
        </div>
        <SignInSteps
          initial={{ account }}
          onSignedIn={() =>
            navigateUnasked(ownPath(params.get("redirect"), location.origin), { replace: true })
          }
        />
      </main>
      <WhichOneAmI />
    </div>
  );
}
