import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Grid from "@cloudscape-design/components/grid";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useSearch } from "../../app/address.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { ChosenNode } from "./chosen-node.tsx";
import { CreateAccountDialog } from "./create-account-dialog.tsx";
import { CreateUnitDialog } from "./create-unit-dialog.tsx";
import { MoveAccountDialog } from "./move-account-dialog.tsx";
import { type OrganizationTree, type TreeNode, useOrganizationTree, wayTo } from "./organization-tree.ts";
import { OrganizationPicture } from "./picture/organization-picture.tsx";
import { setSearch } from "./set-search.ts";

type Dialog = "account" | "unit" | { readonly kind: "move"; readonly toId?: string };

/** The organization: units and accounts as a tree, and what the chosen one inherits. */
export function OrganizationPage() {
  const { data: tree, error, isPending } = useOrganizationTree();
  const [dialog, setDialog] = useState<Dialog>();
  const search = new URLSearchParams(useSearch());
  const chosen = search.get("at") ?? tree?.root.id ?? "";
  const way = tree === undefined ? [] : wayTo(tree.root, chosen);
  const node = way.at(-1);
  return (
    <PageContent
      title="Accounts"
      description={
        tree &&
        `${tree.accountCount} accounts of ${tree.organizationId}; the management account is ${formatAccountId(tree.managementAccountId)}. Policies flow from left to right: an account obeys everything on its way from the root.`
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
      {error !== null && <Failed what="The organization could not be read." error={error} />}
      {tree !== undefined && (
        <Grid gridDefinition={[{ colspan: { default: 12, m: 8 } }, { colspan: { default: 12, m: 4 } }]}>
          <Container>
            <OrganizationPicture
              tree={tree}
              way={way}
              onDrop={(accountId, toId) => {
                setSearch({ at: accountId });
                setDialog({ kind: "move", toId });
              }}
            />
          </Container>
          <Container>
            <ChosenNode
              tree={tree}
              way={way}
              otherId={search.get("with") ?? undefined}
              onCompare={(otherId) => setSearch({ with: otherId })}
              onMove={() => setDialog({ kind: "move" })}
            />
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
    case undefined:
      return null;
    default:
      return <MoveAccountDialog tree={tree} account={node} suggestedId={dialog.toId} onClose={onClose} />;
  }
}
