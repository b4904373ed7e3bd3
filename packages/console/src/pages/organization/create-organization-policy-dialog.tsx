import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href, navigate } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { LazyJsonEditor } from "../../patterns/policy-editor/lazy-json-editor.tsx";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import type { InputOf } from "../../session/call-operation.ts";
import { limitKindOf } from "./limit-kinds.ts";

interface CreateOrganizationPolicyDialogProps {
  readonly type: InputOf<"organizations", "CreatePolicy">["Type"];
  readonly onClose: () => void;
}

const EMPTY = `{
  "Version": "2012-10-17",
  "Statement": []
}`;

/** A new policy of the organization. It does nothing until it is attached. */
export function CreateOrganizationPolicyDialog({ type, onClose }: CreateOrganizationPolicyDialogProps) {
  const kind = limitKindOf(type);
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [text, setText] = useState(kind === undefined ? "{}" : EMPTY);
  let policyId = "";
  const step = changeStep(`Create the policy ${name}`, {
    service: "organizations",
    operation: "CreatePolicy",
    input: { Type: type, Name: name, Description: description, Content: text },
    onDone: ({ Policy }) => {
      policyId = Policy?.PolicySummary?.Id ?? "";
    },
  });
  return (
    <ChangeDialog
      title="Create policy"
      verb="Create policy"
      size="large"
      whatFailed="The policy was not created."
      steps={[step]}
      canConfirm={name !== ""}
      onClose={onClose}
      onDone={() => {
        flashes.show({
          type: "success",
          content: `${name} was created. It does nothing until it is attached.`,
        });
        navigate(href("/organization/policies/:policyId", { policyId }));
      }}
    >
      <SpaceBetween size="m">
        <FormField label="Policy name">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField label="Description" description="Optional.">
          <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
        </FormField>
        {kind === undefined ? (
          <LazyJsonEditor text={text} label="Policy document" onChange={setText} />
        ) : (
          <LazyPolicyEditor text={text} onChange={setText} kind={kind} quota="organization" accountId="" />
        )}
      </SpaceBetween>
    </ChangeDialog>
  );
}
