import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";

/** A passkey, and what to do without a password. */
export function OtherWays({ account }: { readonly account: string }) {
  const [isHelpShown, setHelpShown] = useState(false);
  return (
    <SpaceBetween size="s">
      <div className="rc-or">
        <span>or</span>
      </div>
      <Button
        formAction="none"
        fullWidth
        iconName="key"
        disabled={account === "" && !("credentials" in navigator)}
      >
        Sign in with a passkey
      </Button>
      <Box fontSize="body-s" color="text-body-secondary">
        Forgotten the password? An administrator of your account sets a new one: Users → your name → Security
        credentials. The first start printed the root user's password.{" "}
        <button type="button" className="rc-link" onClick={() => setHelpShown(!isHelpShown)}>
          All ways back in
        </button>
      </Box>
    </SpaceBetween>
  );
}
