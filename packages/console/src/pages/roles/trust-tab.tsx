import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { Overwriting } from "../../patterns/policy-difference/overwriting.tsx";
import { readChanger } from "../../patterns/policy-difference/read-changer.ts";
import { type StandingDocument, useThreeWay } from "../../patterns/policy-difference/use-three-way.tsx";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import { PolicyFindings } from "../../patterns/policy-words/policy-findings.tsx";
import { prettyDocument, readPolicy } from "../../patterns/policy-words/read-policy.ts";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { useFindings } from "../../patterns/policy-words/use-findings.ts";
import { WordsAndLines } from "../../patterns/policy-words/words-and-lines.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { callOperation } from "../../session/call-operation.ts";
import { useChange } from "../../session/use-operation.ts";
import type { RoleFacts } from "./role-facts.ts";

/** Who may assume the role: its trust policy, as it is written and in words. */
export function TrustTab({ role }: { readonly role: RoleFacts }) {
  const [isEditing, setEditing] = useState(false);
  const accountId = useOwnAccount();
  const reference = useAccessReference();
  const text = prettyDocument(role.AssumeRolePolicyDocument ?? "");
  const findings = useFindings(text, { kind: "trust", accountId });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="This policy says who may assume the role. It grants nothing else: what the role may do stands under Permissions."
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <CliButton
                command={cliCommand("iam get-role", {
                  "role-name": role.RoleName,
                  query: "Role.AssumeRolePolicyDocument",
                })}
              />
              <Button onClick={() => setEditing(true)}>Edit trust policy</Button>
            </SpaceBetween>
          }
        >
          Trusted entities
        </Header>
      }
    >
      <SpaceBetween size="m">
        <WordsAndLines
          text={text}
          policy={readPolicy(text, "trust")}
          reference={reference}
          accountId={accountId}
          label={`Trust policy of ${role.RoleName}`}
        />
        <PolicyFindings text={text} findings={findings} />
        <div className="rc-quiet">
          Who may hand this role to a service? Whoever may <code>iam:PassRole</code> on it.
        </div>
      </SpaceBetween>
      {isEditing && <EditTrust role={role} text={text} onClose={() => setEditing(false)} />}
    </Container>
  );
}

async function readTrust(RoleName: string): Promise<StandingDocument> {
  const { Role } = await callOperation("iam", "GetRole", { RoleName });
  return { text: prettyDocument(Role.AssumeRolePolicyDocument ?? "") };
}

interface EditTrustProps {
  readonly role: RoleFacts;
  readonly text: string;
  readonly onClose: () => void;
}

function EditTrust({ role: { RoleName }, text, onClose }: EditTrustProps) {
  // As it was when writing began.
  const [before] = useState(text);
  const [written, setWritten] = useState(text);
  const [isOverwriting, setOverwriting] = useState(false);
  const accountId = useOwnAccount();
  const update = useChange("iam", "UpdateAssumeRolePolicy");
  const [isWrong, setWrong] = useState(false);
  const overwrite = async () => {
    await update.mutateAsync({ RoleName, PolicyDocument: written });
    flashes.show({ type: "success", content: `The trust policy of ${RoleName} was changed.` });
    onClose();
  };
  const threeWay = useThreeWay({
    what: "this trust policy",
    before,
    mine: written,
    read: () => readTrust(RoleName),
    readChanger: () => readChanger(RoleName, ["UpdateAssumeRolePolicy"]),
    onOverwrite: () => setOverwriting(true),
    onDiscard: onClose,
  });
  const save = async () => {
    if (!isOverwriting && (await threeWay.isChanged())) return "not yet" as const;
    return overwrite();
  };
  return (
    <EditModal
      title="Edit trust policy"
      size="large"
      save="Save changes"
      failed="The trust policy was not changed."
      isDirty={written !== before}
      whyNot={isWrong ? "The policy has errors; they are told below its text." : undefined}
      command={cliCommand("iam update-assume-role-policy", {
        "role-name": RoleName,
        "policy-document": written,
      })}
      onSave={save}
      onClose={onClose}
    >
      {threeWay.notice}
      {isOverwriting && <Overwriting />}
      <LazyPolicyEditor
        text={written}
        onChange={setWritten}
        kind="trust"
        quota="trust"
        accountId={accountId}
        label="Trust policy"
        onJudge={setWrong}
      />
    </EditModal>
  );
}
