import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";

/** A new account in the organization. It is made behind the request; the tree shows it once it is there. */
export function CreateAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [roleName, setRoleName] = useState("OrganizationAccountAccessRole");
  const input = { AccountName: name, Email: email, RoleName: roleName };
  const step = changeStep(`Create the account ${name}`, {
    service: "organizations",
    operation: "CreateAccount",
    input,
  });
  return (
    <ChangeDialog
      title="Create account"
      verb="Create account"
      whatFailed="The account was not created."
      steps={[step]}
      canConfirm={name !== "" && /^\S+@\S+$/.test(email) && roleName !== ""}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The account ${name} is being created.` });
        onClose();
      }}
    >
      <SpaceBetween size="m">
        <FormField label="Account name">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField
          label="Root user's e-mail address"
          constraintText="One that no other account of this installation has."
        >
          <Input type="email" value={email} onChange={({ detail }) => setEmail(detail.value)} />
        </FormField>
        <FormField
          label="Role for the management account"
          description="Made in the new account: whoever may assume it administers the account."
        >
          <Input value={roleName} onChange={({ detail }) => setRoleName(detail.value)} />
        </FormField>
      </SpaceBetween>
    </ChangeDialog>
  );
}
