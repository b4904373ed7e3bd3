import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { describePolicy, renderDescription } from "@rolecall/policy/describe";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { PolicyPicker } from "../../patterns/policy-picker/lazy-policy-picker.tsx";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { useChange } from "../../session/use-operation.ts";
import type { RoleFacts } from "./role-facts.ts";
import { useBoundary } from "./use-boundary.ts";

/** What limits the role, whatever its policies say. */
export function BoundarySection({ role }: { readonly role: RoleFacts }) {
  const [isEditing, setEditing] = useState(false);
  const reference = useAccessReference();
  const accountId = useOwnAccount();
  const boundary = useBoundary(role);
  const arn = role.PermissionsBoundary?.PermissionsBoundaryArn;
  return (
    <ExpandableSection
      variant="container"
      headerText={`Permissions boundary (${arn === undefined ? "none" : arn.slice(arn.lastIndexOf("/") + 1)})`}
      headerDescription="The most that this role can ever do, whatever its policies say. It grants nothing."
      headerActions={
        <Button onClick={() => setEditing(true)}>
          {arn === undefined ? "Set boundary" : "Change boundary"}
        </Button>
      }
    >
      {boundary !== undefined && reference !== undefined ? (
        <Box>{renderDescription(describePolicy(boundary, reference, { accountId }))}</Box>
      ) : (
        <Box>
          {arn === undefined ? "Nothing limits this role but its policies and the organization." : arn}
        </Box>
      )}
      {isEditing && <EditBoundary role={role} onClose={() => setEditing(false)} />}
    </ExpandableSection>
  );
}

function EditBoundary({ role, onClose }: { readonly role: RoleFacts; readonly onClose: () => void }) {
  const { RoleName } = role;
  const before = role.PermissionsBoundary?.PermissionsBoundaryArn;
  const [chosen, setChosen] = useState<readonly string[]>(before === undefined ? [] : [before]);
  const accountId = useOwnAccount();
  const put = useChange("iam", "PutRolePermissionsBoundary");
  const remove = useChange("iam", "DeleteRolePermissionsBoundary");
  const [next] = chosen;
  const save = async () => {
    if (next === undefined) await remove.mutateAsync({ RoleName });
    else await put.mutateAsync({ RoleName, PermissionsBoundary: next });
    flashes.show({
      type: "success",
      content: `The boundary of ${RoleName} was ${next === undefined ? "removed" : "set"}.`,
    });
    onClose();
  };
  return (
    <EditModal
      title="Permissions boundary"
      size="max"
      save={next === undefined ? "Remove boundary" : "Set boundary"}
      failed="The boundary was not changed."
      isDirty={next !== before}
      command={
        next === undefined
          ? cliCommand("iam delete-role-permissions-boundary", { "role-name": RoleName })
          : cliCommand("iam put-role-permissions-boundary", {
              "role-name": RoleName,
              "permissions-boundary": next,
            })
      }
      onSave={save}
      onClose={onClose}
    >
      <SpaceBetween size="s">
        <Button disabled={next === undefined} onClick={() => setChosen([])}>
          Choose none
        </Button>
        <PolicyPicker
          isSingle
          chosen={chosen}
          onChange={setChosen}
          most={1}
          quota="A role has one boundary at most."
          accountId={accountId}
        />
      </SpaceBetween>
    </EditModal>
  );
}
