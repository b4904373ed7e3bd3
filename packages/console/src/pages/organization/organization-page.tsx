import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Grid from "@cloudscape-design/components/grid";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { href, navigate, useSearch } from "../../app/address.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { CreateAccountDialog } from "./create-account-dialog.tsx";
import { CreateUnitDialog } from "./create-unit-dialog.tsx";
import { InheritedPolicies } from "./inherited-policies.tsx";
import { MoveAccountDialog } from "./move-account-dialog.tsx";
import { type OrganizationTree, type TreeNode, useOrganizationTree, wayTo } from "./organization-tree.ts";
import { TreeView } from "./tree-view.tsx";

type Dialog = "account" | "unit" | "move";

/** The organization: units and accounts as a tree, and what the chosen one inherits. */
export function OrganizationPage() {
  const { data: tree, error, isPending, refetch } = useOrganizationTree();
  const [dialog, setDialog] = useState<Dialog>();
  const chosen = new URLSearchParams(useSearch()).get("at") ?? tree?.root.id ?? "";
  const way = tree === undefined ? [] : wayTo(tree.root, chosen);
  const node = way.at(-1);
  return (
    <PageContent
      title="Accounts"
      description={
        tree &&
        `${tree.accountCount} accounts of ${tree.organizationId}; the management account is ${formatAccountId(tree.managementAccountId)}.`
      }
      actions={
        tree !== undefined && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={node?.kind === "account"} onClick={() => setDialog("unit")}>
              Create unit
            </Button>
            <Button variant="primary" onClick={() => setDialog("account")}>
              Create account
            </Button>
          </SpaceBetween>
        )
      }
    >
      {isPending && <StatusIndicator type="loading">Loading the organization</StatusIndicator>}
      {error !== null && (
        <Failed what="The organization could not be read." error={error} onRetry={() => void refetch()} />
      )}
      {tree !== undefined && (
        <Grid gridDefinition={[{ colspan: { default: 12, m: 6 } }, { colspan: { default: 12, m: 6 } }]}>
          <Container>
            <TreeView
              tree={tree}
              chosen={node?.id ?? tree.root.id}
              onChoose={(id) => navigate(`?at=${id}`, { replace: true })}
            />
          </Container>
          <Container>
            <SpaceBetween size="m">
              {node?.kind === "account" && <AccountLine node={node} onMove={() => setDialog("move")} />}
              <InheritedPolicies way={way} />
            </SpaceBetween>
          </Container>
        </Grid>
      )}
      {tree !== undefined && node !== undefined && (
        <Dialogs dialog={dialog} tree={tree} node={node} onClose={() => setDialog(undefined)} />
      )}
    </PageContent>
  );
}

interface DialogsProps {
  readonly dialog: Dialog | undefined;
  readonly tree: OrganizationTree;
  readonly node: TreeNode;
  readonly onClose: () => void;
}

function Dialogs({ dialog, tree, node, onClose }: DialogsProps) {
  switch (dialog) {
    case "account":
      return <CreateAccountDialog onClose={onClose} />;
    case "unit":
      return <CreateUnitDialog parent={node} onClose={onClose} />;
    case "move":
      return <MoveAccountDialog tree={tree} account={node} onClose={onClose} />;
    case undefined:
      return null;
  }
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
