import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { askAnew } from "../../session/ask-anew.ts";
import { showFailure } from "../change/show-failure.ts";
import { ItemsTable } from "../items/items-table.tsx";
import { policyTypeOf } from "../managed-policy.ts";
import { showUndo } from "../show-undo.tsx";
import { AttachDialog } from "./attach-dialog.tsx";
import { DetachDialog } from "./detach-dialog.tsx";
import { useAttachedPolicies } from "./policy-lists.ts";
import { type AttachablePolicy, attachStep, detachStep, type PolicyOwner } from "./policy-owner.ts";
import { Folded, WordsOfManaged } from "./policy-words.tsx";

/** The managed policies of a user or a group. Detaching is one click, and undone by one; what goes with it can be asked before. */
export function AttachedPolicies({ owner }: { readonly owner: PolicyOwner }) {
  const asked = useAttachedPolicies(owner);
  const { detach, showDetached } = useDetach(owner);
  const [isAttaching, setAttaching] = useState(false);
  const [weighed, setWeighed] = useState<AttachablePolicy>();
  const { arn } = owner;
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
              <SpaceBetween size="s" direction="horizontal">
                <Button variant="inline-link" onClick={() => void detach(policy)}>
                  Detach <span className="sr">{policy.PolicyName}</span>
                </Button>
                {arn !== undefined && (
                  <Button variant="inline-link" onClick={() => setWeighed(policy)}>
                    What changes? <span className="sr">If {policy.PolicyName} is detached</span>
                  </Button>
                )}
              </SpaceBetween>
            ),
          },
        ]}
      />
      {isAttaching && (
        <AttachDialog owner={owner} attached={asked.data ?? []} onClose={() => setAttaching(false)} />
      )}
      {weighed !== undefined && arn !== undefined && (
        <DetachDialog
          owner={{ ...owner, arn }}
          policy={weighed}
          onClose={() => setWeighed(undefined)}
          onDone={() => showDetached(weighed)}
        />
      )}
    </>
  );
}

export function PolicyLink({ PolicyName, PolicyArn }: AttachablePolicy) {
  return <Link href={href("/iam/policies/:policyArn", { policyArn: PolicyArn })}>{PolicyName}</Link>;
}

function useDetach(owner: PolicyOwner) {
  const queries = useQueryClient();
  const showDetached = (policy: AttachablePolicy) =>
    showUndo(`${policy.PolicyName} was detached from ${owner.name}.`, async () => {
      await attachStep(owner, policy).run();
      await askAnew(queries);
    });
  const detach = async (policy: AttachablePolicy) => {
    try {
      await detachStep(owner, policy).run();
      showDetached(policy);
    } catch (error) {
      showFailure(`${policy.PolicyName} was not detached.`, error);
    }
    await askAnew(queries);
  };
  return { detach, showDetached };
}
