import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { ItemsTable } from "../items/items-table.tsx";
import { AskWhatChanges } from "../policy-preview/ask-what-changes.tsx";
import { prettyDocument } from "../policy-words/read-policy.ts";
import { EMPTY_POLICY, InlinePolicyDialog } from "./inline-policy-dialog.tsx";
import { useInlinePolicies } from "./policy-lists.ts";
import { deleteInlineStep, type PolicyOwner } from "./policy-owner.ts";
import { Folded, useInlineDocument, WordsOfInline } from "./policy-words.tsx";

type Open =
  | { readonly is: "new" }
  | { readonly is: "edit" | "delete"; readonly policyName: string }
  | undefined;

/** The policies that belong to one user or group, and go with it. */
export function InlinePolicies({ owner }: { readonly owner: PolicyOwner }) {
  const asked = useInlinePolicies(owner);
  const [open, setOpen] = useState<Open>(undefined);
  const close = () => setOpen(undefined);
  return (
    <>
      <ItemsTable<string>
        title="Inline policies"
        what="inline policies"
        description={`Policies that belong to this ${owner.kind} alone, and are deleted with it.`}
        asked={asked}
        keyOf={(policyName) => policyName}
        nothing="No inline policy."
        actions={<Button onClick={() => setOpen({ is: "new" })}>Create inline policy</Button>}
        columns={[
          { id: "name", header: "Policy name", cell: (policyName) => policyName },
          {
            id: "allows",
            header: "What it allows",
            cell: (policyName) => (
              <Folded label={`Show ${policyName}`}>
                {() => <WordsOfInline owner={owner} policyName={policyName} />}
              </Folded>
            ),
          },
          {
            id: "actions",
            header: "Action",
            cell: (policyName) => (
              <SpaceBetween size="s" direction="horizontal">
                <Button variant="inline-link" onClick={() => setOpen({ is: "edit", policyName })}>
                  Edit <span className="sr">{policyName}</span>
                </Button>
                <Button variant="inline-link" onClick={() => setOpen({ is: "delete", policyName })}>
                  Delete <span className="sr">{policyName}</span>
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      <OpenDialog owner={owner} open={open} onClose={close} />
    </>
  );
}

interface OpenDialogProps {
  readonly owner: PolicyOwner;
  readonly open: Open;
  readonly onClose: () => void;
}

function OpenDialog({ owner, open, onClose }: OpenDialogProps) {
  const { document } = useInlineDocument(owner, open?.is === "edit" ? open.policyName : undefined);
  if (open === undefined) return null;
  if (open.is === "new")
    return <InlinePolicyDialog owner={owner} document={EMPTY_POLICY} onClose={onClose} />;
  const { policyName } = open;
  if (open.is === "edit")
    return document === undefined ? null : (
      <InlinePolicyDialog
        owner={owner}
        policyName={policyName}
        document={prettyDocument(document)}
        onClose={onClose}
      />
    );
  return (
    <ChangeDialog
      title={`Delete ${policyName}`}
      verb="Delete"
      steps={[deleteInlineStep(owner, policyName)]}
      whatFailed="The inline policy was not deleted."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The inline policy ${policyName} was deleted.` });
        onClose();
      }}
    >
      {`What ${policyName} allows is gone at once, and its document with it: an inline policy has no versions.`}
      {owner.arn !== undefined && (
        <AskWhatChanges changes={[{ PrincipalArn: owner.arn, PolicyName: policyName }]} />
      )}
    </ChangeDialog>
  );
}
