import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { GuardRailsOfMove } from "./guard-rails-of-move.tsx";
import { type OrganizationTree, type TreeNode, unitsOf, wayTo } from "./organization-tree.ts";

const LossesOfMove = lazy(async () => ({
  default: (await import("./move/losses-of-move.tsx")).LossesOfMove,
}));

interface MoveAccountDialogProps {
  readonly tree: OrganizationTree;
  readonly account: TreeNode;
  /** Where it was dropped. */
  readonly suggestedId?: string | undefined;
  readonly onClose: () => void;
}

/** Moves an account to another unit: which guard-rails it loses and gains is told before, and what it loses of what it used. */
export function MoveAccountDialog({ tree, account, suggestedId, onClose }: MoveAccountDialogProps) {
  const way = wayTo(tree.root, account.id);
  const from = way.at(-2);
  const [toId, setToId] = useState(suggestedId);
  const units = unitsOf(tree.root).filter(({ node }) => node.id !== from?.id);
  const options = units.map(({ node, depth }) => ({
    value: node.id,
    label: `${"  ".repeat(depth)}${node.name}`,
  }));
  const target = units.find(({ node }) => node.id === toId)?.node;
  const step = changeStep(`Move ${account.name} to ${target?.name ?? "…"}`, {
    service: "organizations",
    operation: "MoveAccount",
    input: { AccountId: account.id, SourceParentId: from?.id ?? "", DestinationParentId: toId ?? "" },
  });
  return (
    <ChangeDialog
      title={`Move ${account.name}`}
      verb="Move account"
      whatFailed="The account was not moved."
      steps={[step]}
      canConfirm={target !== undefined}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${account.name} is in ${target?.name} now.` });
        onClose();
      }}
    >
      <SpaceBetween size="m">
        <FormField label={`From ${from?.name ?? ""} to`}>
          <Select
            selectedOption={options.find(({ value }) => value === toId) ?? null}
            options={options}
            placeholder="Choose a unit"
            onChange={({ detail }) => setToId(detail.selectedOption.value)}
          />
        </FormField>
        {target !== undefined && (
          <>
            <GuardRailsOfMove before={way.slice(0, -1)} after={wayTo(tree.root, target.id)} />
            <Suspense fallback={null}>
              <LossesOfMove tree={tree} before={way} after={[...wayTo(tree.root, target.id), account]} />
            </Suspense>
          </>
        )}
      </SpaceBetween>
    </ChangeDialog>
  );
}
