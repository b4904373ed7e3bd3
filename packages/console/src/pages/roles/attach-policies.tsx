import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { PolicyPicker } from "../../patterns/policy-picker/lazy-policy-picker.tsx";
import { useAttachQuota } from "../../patterns/policy-picker/use-attach-quota.ts";
import { AskWhatChanges } from "../../patterns/policy-preview/ask-what-changes.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { useChange } from "../../session/use-operation.ts";
import type { RoleFacts } from "./role-facts.ts";
import type { RolePolicy } from "./use-role-policies.ts";

interface AttachPoliciesProps {
  readonly role: RoleFacts;
  readonly attached: readonly RolePolicy[];
  readonly onClose: () => void;
}

/** More policies for a role, as far as the quota lets it. */
export function AttachPolicies({ role: { RoleName, Arn }, attached, onClose }: AttachPoliciesProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const accountId = useOwnAccount();
  const quota = useAttachQuota("role");
  const attach = useChange("iam", "AttachRolePolicy");
  const has = attached.flatMap(({ arn }) => arn ?? []);
  const save = async () => {
    for (const PolicyArn of chosen) await attach.mutateAsync({ RoleName, PolicyArn });
    flashes.show({
      type: "success",
      content: `${chosen.length} ${chosen.length === 1 ? "policy was" : "policies were"} attached to ${RoleName}.`,
    });
    onClose();
  };
  return (
    <EditModal
      title={`Attach policies to ${RoleName}`}
      size="max"
      save="Attach policies"
      failed="Not all policies were attached."
      isDirty={chosen.length > 0}
      command={chosen
        .map((arn) => cliCommand("iam attach-role-policy", { "role-name": RoleName, "policy-arn": arn }))
        .join("\n")}
      onSave={save}
      onClose={onClose}
    >
      <PolicyPicker
        chosen={chosen}
        onChange={setChosen}
        most={quota - has.length}
        quota={`A role has ${quota} managed policies at most, and this one has ${has.length}. An administrator of the installation can raise it.`}
        except={has}
        accountId={accountId}
      />
      {chosen.length > 0 && (
        <AskWhatChanges changes={chosen.map((PolicyArn) => ({ PrincipalArn: Arn, PolicyArn }))} />
      )}
    </EditModal>
  );
}
