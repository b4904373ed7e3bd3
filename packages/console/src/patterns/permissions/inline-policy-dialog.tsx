import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { callOperation } from "../../session/call-operation.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { Overwriting } from "../policy-difference/overwriting.tsx";
import { readChanger } from "../policy-difference/read-changer.ts";
import { type StandingDocument, useThreeWay } from "../policy-difference/use-three-way.tsx";
import { LazyPolicyEditor } from "../policy-editor/lazy-policy-editor.tsx";
import { prettyDocument } from "../policy-words/read-policy.ts";
import { useOwnAccount } from "../use-own-account.ts";
import { type PolicyOwner, putInlineStep } from "./policy-owner.ts";
import { WordsWhileWriting } from "./words-while-writing.tsx";

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

const CHANGES = ["PutUserPolicy", "DeleteUserPolicy", "PutGroupPolicy", "DeleteGroupPolicy"];

async function readInline({ kind, name }: PolicyOwner, PolicyName: string): Promise<StandingDocument> {
  const { PolicyDocument } =
    kind === "user"
      ? await callOperation("iam", "GetUserPolicy", { UserName: name, PolicyName })
      : await callOperation("iam", "GetGroupPolicy", { GroupName: name, PolicyName });
  return { text: prettyDocument(PolicyDocument) };
}

/** Writes an inline policy, as JSON; under it what it says, and what is wrong with it, while it is typed. */
export function InlinePolicyDialog({ owner, policyName, document, onClose }: InlinePolicyDialogProps) {
  const [name, setName] = useState(policyName ?? "");
  const [text, setText] = useState(document);
  const [isWrong, setWrong] = useState(false);
  const accountId = useOwnAccount();
  const [before] = useState(document);
  const [isOverwriting, setOverwriting] = useState(false);
  const threeWay = useThreeWay({
    what: "this policy",
    before,
    mine: text,
    read: () => readInline(owner, name),
    readChanger: () => readChanger(owner.name, CHANGES),
    onOverwrite: () => setOverwriting(true),
    onDiscard: onClose,
  });
  return (
    <ChangeDialog
      title={policyName === undefined ? `Create an inline policy of ${owner.name}` : `Edit ${policyName}`}
      verb={policyName === undefined ? "Create policy" : "Save changes"}
      size="large"
      steps={name === "" ? [] : [putInlineStep(owner, name, text)]}
      whatFailed="The inline policy was not written."
      isHeldBack={async () => policyName !== undefined && !isOverwriting && threeWay.isChanged()}
      canConfirm={name !== "" && !isWrong}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The inline policy ${name} of ${owner.name} was written.` });
        onClose();
      }}
    >
      {threeWay.notice}
      {isOverwriting && <Overwriting />}
      {policyName === undefined && (
        <FormField label="Policy name" constraintText="Letters, digits and +=,.@_-, at most 128.">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
      )}
      <LazyPolicyEditor
        text={text}
        onChange={setText}
        kind="identity"
        quota={owner.kind}
        accountId={accountId}
        onJudge={setWrong}
      />
      {!isWrong && <WordsWhileWriting document={text} />}
    </ChangeDialog>
  );
}
