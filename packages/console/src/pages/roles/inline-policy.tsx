import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import { AskWhatChanges } from "../../patterns/policy-preview/ask-what-changes.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
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

/** A policy that is written into the role itself. */
export function InlinePolicy({ role: { RoleName, Arn }, policy, onClose }: InlinePolicyProps) {
  const before = typeof policy?.text === "string" ? policy.text : EMPTY;
  const [name, setName] = useState(policy?.name ?? "");
  const [text, setText] = useState(before);
  const accountId = useOwnAccount();
  const put = useChange("iam", "PutRolePolicy");
  const [isWrong, setWrong] = useState(false);
  const isNameWrong = !NAME.test(name);
  const save = async () => {
    await put.mutateAsync({ RoleName, PolicyName: name, PolicyDocument: text });
    flashes.show({ type: "success", content: `Inline policy ${name} was saved.` });
    onClose();
  };
  return (
    <EditModal
      title={policy === undefined ? "Create inline policy" : `Edit ${policy.name}`}
      size="large"
      save={policy === undefined ? "Create policy" : "Save changes"}
      failed="The policy was not saved."
      isDirty={text !== before || name !== (policy?.name ?? "")}
      whyNot={
        isNameWrong
          ? "It needs a name of letters, digits and +=,.@_- (128 at most)."
          : isWrong
            ? "The policy has errors; they are told below its text."
            : undefined
      }
      command={cliCommand("iam put-role-policy", {
        "role-name": RoleName,
        "policy-name": name,
        "policy-document": text,
      })}
      onSave={save}
      onClose={onClose}
    >
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
      {!isWrong && !isNameWrong && (
        <AskWhatChanges changes={[{ PrincipalArn: Arn, PolicyName: name, PolicyDocument: text }]} />
      )}
    </EditModal>
  );
}
