import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { Overwriting } from "../../patterns/policy-difference/overwriting.tsx";
import { readChanger } from "../../patterns/policy-difference/read-changer.ts";
import { type StandingDocument, useThreeWay } from "../../patterns/policy-difference/use-three-way.tsx";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import { AskWhatChanges } from "../../patterns/policy-preview/ask-what-changes.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { callOperation } from "../../session/call-operation.ts";
import { useChange } from "../../session/use-operation.ts";
import type { RoleFacts } from "./role-facts.ts";
import type { RolePolicy } from "./use-role-policies.ts";

interface InlinePolicyProps {
  readonly role: RoleFacts;
  /** The one to change; undefined for a new one. */
  readonly policy: RolePolicy | undefined;
  readonly onClose: () => void;
}

const EMPTY = JSON.stringify(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [], Resource: "*" }] },
  null,
  2,
);

/** IAM's `policyNameType`. */
const NAME = /^[\w+=,.@-]{1,128}$/;

/** What is asked before one that is there is overwritten. */
function standingInline(RoleName: string, PolicyName: string) {
  return {
    what: "this policy",
    read: async (): Promise<StandingDocument> => {
      const { PolicyDocument } = await callOperation("iam", "GetRolePolicy", { RoleName, PolicyName });
      return { text: prettyDocument(PolicyDocument) };
    },
    readChanger: () => readChanger(RoleName, ["PutRolePolicy", "DeleteRolePolicy"]),
  };
}

/** Why it cannot be saved as it is, in a sentence. */
function whyNotSaved(name: string, isWrong: boolean): string | undefined {
  if (!NAME.test(name)) return "It needs a name of letters, digits and +=,.@_- (128 at most).";
  return isWrong ? "The policy has errors; they are told below its text." : undefined;
}

/** A policy that is written into the role itself. */
export function InlinePolicy({ role: { RoleName, Arn }, policy, onClose }: InlinePolicyProps) {
  // As it was when writing began.
  const [before] = useState(typeof policy?.text === "string" ? policy.text : EMPTY);
  const [isOverwriting, setOverwriting] = useState(false);
  const [name, setName] = useState(policy?.name ?? "");
  const [text, setText] = useState(before);
  const accountId = useOwnAccount();
  const put = useChange("iam", "PutRolePolicy");
  const [isWrong, setWrong] = useState(false);
  const threeWay = useThreeWay({
    ...standingInline(RoleName, name),
    before,
    mine: text,
    onOverwrite: () => setOverwriting(true),
    onDiscard: onClose,
  });
  const save = async () => {
    if (policy !== undefined && !isOverwriting && (await threeWay.isChanged())) return "not yet" as const;
    await put.mutateAsync({ RoleName, PolicyName: name, PolicyDocument: text });
    flashes.show({ type: "success", content: `Inline policy ${name} was saved.` });
    return onClose();
  };
  return (
    <EditModal
      title={policy === undefined ? "Create inline policy" : `Edit ${policy.name}`}
      size="large"
      save={policy === undefined ? "Create policy" : "Save changes"}
      failed="The policy was not saved."
      isDirty={text !== before || name !== (policy?.name ?? "")}
      whyNot={whyNotSaved(name, isWrong)}
      command={cliCommand("iam put-role-policy", {
        "role-name": RoleName,
        "policy-name": name,
        "policy-document": text,
      })}
      onSave={save}
      onClose={onClose}
    >
      {threeWay.notice}
      {isOverwriting && <Overwriting />}
      <FormField label="Policy name">
        <Input
          value={name}
          disabled={policy !== undefined}
          onChange={({ detail }) => setName(detail.value)}
        />
      </FormField>
      <LazyPolicyEditor
        text={text}
        onChange={setText}
        kind="identity"
        quota="role"
        accountId={accountId}
        onJudge={setWrong}
      />
      {whyNotSaved(name, isWrong) === undefined && (
        <AskWhatChanges changes={[{ PrincipalArn: Arn, PolicyName: name, PolicyDocument: text }]} />
      )}
    </EditModal>
  );
}
