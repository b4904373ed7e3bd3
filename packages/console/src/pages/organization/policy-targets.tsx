import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { showUndo } from "../../patterns/show-undo.tsx";
import { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import { useChange } from "../../session/use-operation.ts";
import { type TreeNode, useOrganizationTree } from "./organization-tree.ts";
import { useTokens } from "./read-tokens.ts";

type Target = NonNullable<OutputOf<"organizations", "ListTargetsForPolicy">["Targets"]>[number];

/** Where a policy is attached: roots, units, accounts. */
export function PolicyTargets({ policyId }: { readonly policyId: string }) {
  const targets = useTokens("ListTargetsForPolicy", { PolicyId: policyId }, ({ Targets }) => Targets);
  const [isAttaching, setAttaching] = useState(false);
  const detach = useChange("organizations", "DetachPolicy");
  const takeOff = async ({ TargetId = "", Name = TargetId }: Target) => {
    const input = { PolicyId: policyId, TargetId };
    try {
      await detach.mutateAsync(input);
      showUndo(`The policy limits ${Name} no longer.`, () =>
        callOperation("organizations", "AttachPolicy", input),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      flashes.show({ type: "error", header: "The policy was not detached.", content: error.message });
    }
  };
  return (
    <>
      <ItemsTable<Target>
        title="Attached to"
        what="targets"
        asked={targets}
        keyOf={({ TargetId = "" }) => TargetId}
        nothing="It is attached nowhere, and so does nothing yet."
        actions={<Button onClick={() => setAttaching(true)}>Attach</Button>}
        columns={[
          { id: "name", header: "Name", cell: ({ Name = "" }) => Name },
          { id: "type", header: "Kind", cell: ({ Type = "" }) => KINDS[Type] ?? Type },
          { id: "id", header: "Id", cell: ({ TargetId = "" }) => <code>{TargetId}</code> },
          {
            id: "detach",
            header: "Detach",
            cell: (target) => (
              <Button variant="inline-link" onClick={() => void takeOff(target)}>
                {`Detach from ${target.Name ?? target.TargetId}`}
              </Button>
            ),
          },
        ]}
      />
      {isAttaching && (
        <AttachDialog policyId={policyId} attached={targets.data ?? []} onClose={() => setAttaching(false)} />
      )}
    </>
  );
}

const KINDS: Readonly<Record<string, string>> = {
  ROOT: "Root",
  ORGANIZATIONAL_UNIT: "Unit",
  ACCOUNT: "Account",
};

interface AttachDialogProps {
  readonly policyId: string;
  readonly attached: readonly Target[];
  readonly onClose: () => void;
}

function AttachDialog({ policyId, attached, onClose }: AttachDialogProps) {
  const { data: tree } = useOrganizationTree();
  const [targetId, setTargetId] = useState<string>();
  const has = new Set(attached.map(({ TargetId }) => TargetId));
  const options = tree === undefined ? [] : optionsOf(tree.root).filter(({ value }) => !has.has(value));
  const name = options.find(({ value }) => value === targetId)?.label.trim();
  const step = changeStep(`Attach it to ${name ?? "…"}`, {
    service: "organizations",
    operation: "AttachPolicy",
    input: { PolicyId: policyId, TargetId: targetId ?? "" },
  });
  return (
    <ChangeDialog
      title="Attach the policy"
      verb="Attach"
      whatFailed="The policy was not attached."
      steps={[step]}
      canConfirm={targetId !== undefined}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The policy limits ${name} from now on.` });
        onClose();
      }}
    >
      <FormField label="Root, unit or account" description="It holds at once for every account below.">
        <Select
          selectedOption={options.find(({ value }) => value === targetId) ?? null}
          options={options}
          placeholder="Choose where"
          filteringType="auto"
          onChange={({ detail }) => setTargetId(detail.selectedOption.value)}
        />
      </FormField>
    </ChangeDialog>
  );
}

function optionsOf(node: TreeNode, depth = 0): readonly { readonly value: string; readonly label: string }[] {
  const own = { value: node.id, label: `${"  ".repeat(depth)}${node.name}` };
  return [own, ...node.children.flatMap((child) => optionsOf(child, depth + 1))];
}
