import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../app/address.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { CompareField } from "./compare-field.tsx";
import { InheritedPolicies } from "./inherited-policies.tsx";
import { type OrganizationTree, type TreeNode, wayTo } from "./organization-tree.ts";
import { useGuardRails } from "./passage/guard-rails.ts";
import { PassagePanel } from "./passage/passage-panel.tsx";

interface ChosenNodeProps {
  readonly tree: OrganizationTree;
  readonly way: readonly TreeNode[];
  /** Of an account: the one that stands beside it. */
  readonly otherId: string | undefined;
  readonly onCompare: (otherId: string | undefined) => void;
  readonly onMove: () => void;
}

/** What the chosen root, unit or account inherits, beside another account where one is compared. */
export function ChosenNode({ tree, way, otherId, onCompare, onMove }: ChosenNodeProps) {
  const node = way.at(-1);
  const otherWay = otherId === undefined ? [] : wayTo(tree.root, otherId);
  const { data: own } = useGuardRails(way);
  const { data: others } = useGuardRails(otherWay);
  const isCompared = otherWay.length > 0;
  return (
    <SpaceBetween size="m">
      {node?.kind === "account" && <AccountLine node={node} onMove={onMove} />}
      <InheritedPolicies
        way={way}
        comparedWith={isCompared ? others : undefined}
        isManagement={node?.id === tree.managementAccountId}
      />
      {isCompared && (
        <InheritedPolicies
          way={otherWay}
          comparedWith={own}
          isManagement={otherId === tree.managementAccountId}
        />
      )}
      {node?.kind === "account" && (
        <CompareField root={tree.root} accountId={node.id} otherId={otherId} onChoose={onCompare} />
      )}
      <PassagePanel tree={tree} way={way} />
    </SpaceBetween>
  );
}

function AccountLine({ node, onMove }: { readonly node: TreeNode; readonly onMove: () => void }) {
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Link href={href("/accounts/:accountId", { accountId: node.id })}>{node.name}</Link>
      <code>{formatAccountId(node.id)}</code>
      <Button onClick={onMove}>Move</Button>
    </SpaceBetween>
  );
}
