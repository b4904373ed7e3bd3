import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { askAnew } from "../../session/ask-anew.ts";
import { showFailure } from "../change/show-failure.ts";
import { ItemsTable } from "../items/items-table.tsx";
import { policyTypeOf } from "../managed-policy.ts";
import { showUndo } from "../show-undo.tsx";
import { AttachDialog } from "./attach-dialog.tsx";
import { useAttachedPolicies } from "./policy-lists.ts";
import { type AttachablePolicy, attachStep, detachStep, type PolicyOwner } from "./policy-owner.ts";
import { Folded, WordsOfManaged } from "./policy-words.tsx";

/** The managed policies of a user or a group. Detaching is one click, and undone by one. */
export function AttachedPolicies({ owner }: { readonly owner: PolicyOwner }) {
  const asked = useAttachedPolicies(owner);
  const detach = useDetach(owner);
  const [isAttaching, setAttaching] = useState(false);
  return (
    <>
      <ItemsTable<AttachablePolicy>
        title="Attached policies"
        what="attached policies"
        description={`Managed policies that are attached to this ${owner.kind} itself.`}
        asked={asked}
        keyOf={({ PolicyArn }) => PolicyArn}
        nothing="No policy is attached."
        actions={
          <Button onClick={() => setAttaching(true)} disabled={asked.data === undefined}>
            Attach policies
          </Button>
        }
        columns={[
          { id: "name", header: "Policy name", cell: (policy) => <PolicyLink {...policy} /> },
          {
            id: "type",
            header: "Type",
            cell: ({ PolicyArn }) => policyTypeOf(PolicyArn),
          },
          {
            id: "allows",
            header: "What it allows",
            cell: ({ PolicyArn, PolicyName }) => (
              <Folded label={`Show ${PolicyName}`}>{() => <WordsOfManaged policyArn={PolicyArn} />}</Folded>
            ),
          },
          {
            id: "detach",
            header: "Action",
            cell: (policy) => (
              <Button variant="inline-link" onClick={() => void detach(policy)}>
                Detach <span className="sr">{policy.PolicyName}</span>
              </Button>
            ),
          },
        ]}
      />
      {isAttaching && (
        <AttachDialog owner={owner} attached={asked.data ?? []} onClose={() => setAttaching(false)} />
      )}
    </>
  );
}

export function PolicyLink({ PolicyName, PolicyArn }: AttachablePolicy) {
  return <Link href={href("/iam/policies/:policyArn", { policyArn: PolicyArn })}>{PolicyName}</Link>;
}

function useDetach(owner: PolicyOwner): (policy: AttachablePolicy) => Promise<void> {
  const queries = useQueryClient();
  return async (policy) => {
    const { PolicyName } = policy;
    try {
      await detachStep(owner, policy).run();
      showUndo(`${PolicyName} was detached from ${owner.name}.`, async () => {
        await attachStep(owner, policy).run();
        await askAnew(queries);
      });
    } catch (error) {
      showFailure(`${PolicyName} was not detached.`, error);
    }
    await askAnew(queries);
  };
}
