import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../../app/flashes.ts";
import { ChangeDialog } from "../../../patterns/change/change-dialog.tsx";
import { iamStep } from "../../../patterns/change/change-step.ts";
import { Copyable } from "../../../patterns/copyable.tsx";
import { useSignInUrl } from "../../../patterns/credentials/sign-in-details.tsx";
import { Region } from "../../../patterns/region.tsx";
import { PasswordDialog } from "./password-dialog.tsx";
import { SignInLock } from "./sign-in-lock.tsx";
import { useHasPassword } from "./user-summary.tsx";

/** Whether a user signs in to the console, and with which password. */
export function ConsoleAccess({ userName }: { readonly userName: string }) {
  const asked = useHasPassword(userName);
  const url = useSignInUrl();
  const [open, setOpen] = useState<"set" | "remove">();
  const close = () => setOpen(undefined);
  const has = asked.data === true;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              {has && <Button onClick={() => setOpen("remove")}>Disable console access</Button>}
              <Button onClick={() => setOpen("set")} disabled={asked.data === undefined}>
                {has ? "Reset password" : "Enable console access"}
              </Button>
            </SpaceBetween>
          }
        >
          Console sign-in
        </Header>
      }
    >
      <Region query={asked} what={`the console access of ${userName}`}>
        {(hasPassword) =>
          hasPassword ? (
            <SpaceBetween size="xs">
              <div>
                {`${userName} signs in with a password at `}
                <Copyable text={url} what="sign-in URL" />
              </div>
              <SignInLock userName={userName} />
            </SpaceBetween>
          ) : (
            `${userName} has no password and cannot sign in to the console.`
          )
        }
      </Region>
      {open === "set" && <PasswordDialog userName={userName} hasPassword={has} onClose={close} />}
      {open === "remove" && <DisableDialog userName={userName} onClose={close} />}
    </Container>
  );
}

function DisableDialog({ userName, onClose }: { readonly userName: string; readonly onClose: () => void }) {
  return (
    <ChangeDialog
      title={`Disable console access of ${userName}`}
      verb="Disable console access"
      steps={[iamStep("Delete the password", "DeleteLoginProfile", { UserName: userName })]}
      whatFailed="The password was not deleted."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${userName} cannot sign in to the console any more.` });
        onClose();
      }}
    >
      The password is deleted, and sessions of the console end with the next request. Access keys go on
      working.
    </ChangeDialog>
  );
}
