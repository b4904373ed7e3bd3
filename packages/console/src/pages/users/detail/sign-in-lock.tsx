import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { flashes } from "../../../app/flashes.ts";
import { useNow } from "../../../app/use-now.ts";
import { ChangeDialog } from "../../../patterns/change/change-dialog.tsx";
import type { ChangeStep } from "../../../patterns/change/change-step.ts";
import { tellFact } from "../../../patterns/fact.tsx";
import { formatUntil } from "../../../patterns/format-date.ts";
import { callOperation } from "../../../session/call-operation.ts";
import { useOperation } from "../../../session/use-operation.ts";

/** Whether wrong passwords keep somebody out, until when, and letting them in again. */
export function SignInLock({ userName }: { readonly userName: string }) {
  const state = useOperation("rolecall", "GetSignInState", { UserName: userName });
  const now = useNow(30_000);
  const [isUnlocking, setUnlocking] = useState(false);
  return (
    <>
      {tellFact(state, ({ Tries, LockedUntil }) => (
        <SpaceBetween size="xs" direction="horizontal" alignItems="center">
          {LockedUntil === undefined ? (
            <StatusIndicator type="success">
              {Tries === 0 ? "Not locked" : `Not locked, ${Tries} wrong ${Tries === 1 ? "try" : "tries"}`}
            </StatusIndicator>
          ) : (
            <StatusIndicator type="error">{`Locked until ${formatUntil(LockedUntil, now)}`}</StatusIndicator>
          )}
          {Tries > 0 && (
            <Button variant="inline-link" onClick={() => setUnlocking(true)}>
              Unlock
            </Button>
          )}
        </SpaceBetween>
      ))}
      {isUnlocking && (
        <ChangeDialog
          title={`Unlock the sign-in of ${userName}`}
          verb="Unlock"
          steps={[unlockStep(userName)]}
          whatFailed="The sign-in was not unlocked."
          onClose={() => setUnlocking(false)}
          onDone={() => {
            flashes.show({ type: "success", content: `${userName} can try to sign in again.` });
            setUnlocking(false);
          }}
        >
          {`The wrong tries are forgotten, and ${userName} can sign in at once. Whoever tried can go on trying too: ten times until it is locked again.`}
        </ChangeDialog>
      )}
    </>
  );
}

/** AWS's CLI has no such operation. */
function unlockStep(UserName: string): ChangeStep {
  return {
    text: "Unlock the sign-in",
    command: undefined,
    run: () => callOperation("rolecall", "UnlockSignIn", { UserName }),
  };
}
