import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../../app/flashes.ts";
import { ChangeDialog } from "../../../patterns/change/change-dialog.tsx";
import { iamStep } from "../../../patterns/change/change-step.ts";
import { Copyable } from "../../../patterns/copyable.tsx";
import { attachableOf } from "../../../patterns/permissions/policy-owner.ts";
import { Folded, WordsOfManaged } from "../../../patterns/permissions/policy-words.tsx";
import { PolicyPicker } from "../../../patterns/policy-picker/lazy-policy-picker.tsx";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";

interface BoundaryProps {
  readonly userName: string;
  readonly policyArn: string | undefined;
}

/** The most that a user can ever do. */
export function Boundary({ userName, policyArn }: BoundaryProps) {
  const [open, setOpen] = useState<"set" | "remove">();
  const close = () => setOpen(undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The most that this user can ever do, whatever its policies say. It grants nothing."
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              {policyArn !== undefined && <Button onClick={() => setOpen("remove")}>Remove boundary</Button>}
              <Button onClick={() => setOpen("set")}>
                {policyArn === undefined ? "Set boundary" : "Change boundary"}
              </Button>
            </SpaceBetween>
          }
        >
          Permissions boundary
        </Header>
      }
    >
      {policyArn === undefined ? (
        "No boundary: the policies alone decide."
      ) : (
        <>
          <Copyable text={policyArn} what="ARN of the boundary" />
          <Folded label="What it allows at most">{() => <WordsOfManaged policyArn={policyArn} />}</Folded>
        </>
      )}
      {open === "set" && <SetBoundary userName={userName} policyArn={policyArn} onClose={close} />}
      {open === "remove" && <RemoveBoundary userName={userName} onClose={close} />}
    </Container>
  );
}

function SetBoundary({ userName, policyArn, onClose }: BoundaryProps & { readonly onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const accountId = useOwnAccount();
  const only = chosen[0] === undefined ? undefined : attachableOf(chosen[0]);
  return (
    <ChangeDialog
      title={`Permissions boundary of ${userName}`}
      verb="Set boundary"
      size="max"
      steps={
        only === undefined
          ? []
          : [
              iamStep(`Set ${only.PolicyName} as the boundary`, "PutUserPermissionsBoundary", {
                UserName: userName,
                PermissionsBoundary: only.PolicyArn,
              }),
            ]
      }
      whatFailed="The boundary was not set."
      canConfirm={only !== undefined}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${only?.PolicyName} is the boundary of ${userName}.` });
        onClose();
      }}
    >
      <PolicyPicker
        isSingle
        chosen={chosen}
        onChange={setChosen}
        most={1}
        quota="A user has one boundary at most."
        except={policyArn === undefined ? [] : [policyArn]}
        accountId={accountId}
      />
    </ChangeDialog>
  );
}

function RemoveBoundary({ userName, onClose }: { readonly userName: string; readonly onClose: () => void }) {
  return (
    <ChangeDialog
      title={`Remove the boundary of ${userName}`}
      verb="Remove boundary"
      steps={[iamStep("Remove the boundary", "DeleteUserPermissionsBoundary", { UserName: userName })]}
      whatFailed="The boundary was not removed."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${userName} has no boundary any more.` });
        onClose();
      }}
    >
      {`${userName} may then do everything that its policies allow.`}
    </ChangeDialog>
  );
}
