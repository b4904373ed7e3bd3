import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";

/** Invites an account that is in no organization, by its id or its root user's address. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const [whom, setWhom] = useState("");
  const [notes, setNotes] = useState("");
  const id = whom.replaceAll(/[\s-]/g, "");
  const isAccount = /^\d{12}$/.test(id);
  const isEmail = /^\S+@\S+$/.test(whom);
  const step = changeStep(`Invite ${whom}`, {
    service: "organizations",
    operation: "InviteAccountToOrganization",
    input: {
      Target: isAccount ? { Id: id, Type: "ACCOUNT" } : { Id: whom, Type: "EMAIL" },
      ...(notes !== "" && { Notes: notes }),
    },
  });
  return (
    <ChangeDialog
      title="Invite an account"
      verb="Invite"
      whatFailed="Nobody was invited."
      steps={[step]}
      canConfirm={isAccount || isEmail}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${whom} was invited. The invitation ends after 15 days.` });
        onClose();
      }}
    >
      <SpaceBetween size="m">
        <FormField label="Account ID or e-mail address of its root user">
          <Input value={whom} onChange={({ detail }) => setWhom(detail.value)} />
        </FormField>
        <FormField label="Notes" description="Optional. They stand in the message.">
          <Input value={notes} onChange={({ detail }) => setNotes(detail.value)} />
        </FormField>
      </SpaceBetween>
    </ChangeDialog>
  );
}
