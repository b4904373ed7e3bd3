import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Textarea from "@cloudscape-design/components/textarea";
import { parsePolicy } from "@rolecall/policy";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { type PolicyOwner, putInlineStep } from "./policy-owner.ts";
import { usePolicyWords } from "./policy-words.tsx";

interface InlinePolicyDialogProps {
  readonly owner: PolicyOwner;
  /** Undefined for a new one. */
  readonly policyName?: string;
  readonly document: string;
  readonly onClose: () => void;
}

export const EMPTY_POLICY = JSON.stringify(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [], Resource: [] }] },
  undefined,
  2,
);

/** Writes an inline policy, as JSON; under it what it says, and what is wrong with it, while it is typed. */
export function InlinePolicyDialog({ owner, policyName, document, onClose }: InlinePolicyDialogProps) {
  const [name, setName] = useState(policyName ?? "");
  const [text, setText] = useState(document);
  const read = parsePolicy(text, "identity");
  const words = usePolicyWords(read.ok ? text : undefined);
  const problem = read.ok ? undefined : read.findings[0]?.message;
  return (
    <ChangeDialog
      title={policyName === undefined ? `Create an inline policy of ${owner.name}` : `Edit ${policyName}`}
      verb={policyName === undefined ? "Create policy" : "Save changes"}
      size="large"
      steps={name === "" ? [] : [putInlineStep(owner, name, text)]}
      whatFailed="The inline policy was not written."
      canConfirm={name !== "" && problem === undefined}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The inline policy ${name} of ${owner.name} was written.` });
        onClose();
      }}
    >
      {policyName === undefined && (
        <FormField label="Policy name" constraintText="Letters, digits and +=,.@_-, at most 128.">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
      )}
      <FormField
        stretch
        label="Policy document"
        {...(problem !== undefined && { errorText: problem })}
        {...(words !== undefined && { constraintText: words })}
      >
        <Textarea
          value={text}
          rows={14}
          spellcheck={false}
          onChange={({ detail }) => setText(detail.value)}
        />
      </FormField>
    </ChangeDialog>
  );
}
