import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { NoPasskeysAlert } from "../../patterns/no-passkeys-alert.tsx";
import { ApiError } from "../../session/api-error.ts";
import { askPasskey } from "../../session/passkey.ts";
import { noPasskeysHere } from "../../session/passkey-place.ts";
import { Companies } from "./companies.tsx";
import type { SendProof } from "./use-sign-in.ts";

interface OtherWaysProps {
  /** What is written into the form; empty where nothing is. */
  readonly account: string;
  readonly onSend: SendProof;
}

/** A passkey, one's company, and what to do without a password. */
export function OtherWays({ account, onSend }: OtherWaysProps) {
  const [shown, setShown] = useState<"company" | "ways">();
  const [problem, setProblem] = useState<string>();
  // Asked when the button is pressed, not with each letter.
  const [asked, setAsked] = useState("");
  const usePasskey = async () => {
    setProblem(undefined);
    try {
      onSend(await askPasskey());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    }
  };
  const none = problem === undefined ? undefined : noPasskeysHere();
  return (
    <SpaceBetween size="s">
      <div className="rc-or">
        <span>or</span>
      </div>
      {none !== undefined && <NoPasskeysAlert none={none} />}
      {none === undefined && problem !== undefined && <Alert type="warning">{problem}</Alert>}
      <Button formAction="none" fullWidth iconName="key" onClick={() => void usePasskey()}>
        Sign in with a passkey
      </Button>
      <Button
        formAction="none"
        fullWidth
        iconName="group"
        onClick={() => {
          setAsked(account);
          setShown("company");
        }}
      >
        Sign in with your company (SAML)
      </Button>
      {shown === "company" && <Companies account={asked} />}
      <Box fontSize="body-s" color="text-body-secondary">
        Forgotten the password? An administrator of your account sets a new one: Users → your name → Security
        credentials. The first start printed the root user’s password.{" "}
        <button type="button" className="rc-link" onClick={() => setShown("ways")}>
          All ways back in
        </button>
      </Box>
      {shown === "ways" && <WaysBackIn />}
    </SpaceBetween>
  );
}

function WaysBackIn() {
  return (
    <ul className="rc-ways">
      <li>A user without a password: an administrator sets one under Users, Security credentials.</li>
      <li>A user without a device: an administrator deactivates it under Users, Security credentials.</li>
      <li>A root user of a member account: the management account’s Root access allows a new password.</li>
      <li>The first root user: whoever has the server’s data folder; docs/operations.md says how.</li>
    </ul>
  );
}
