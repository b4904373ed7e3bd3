import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { iamStep } from "../../patterns/change/change-step.ts";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { useAll } from "../../patterns/items/use-all.ts";
import { isAwsManaged } from "../../patterns/managed-policy.ts";
import { type Tag, type TagChanges, TagsEditor } from "../../patterns/tags-editor.tsx";

/** The tags of a policy. AWS's own have none. */
export function PolicyTags({ policyArn }: { readonly policyArn: string }) {
  const isOwn = !isAwsManaged(policyArn);
  const asked = useAll("iam", "ListPolicyTags", {
    input: isOwn ? { PolicyArn: policyArn } : undefined,
    items: ({ Tags }) => Tags,
  });
  const [isEditing, setEditing] = useState(false);
  if (!isOwn) return "AWS’s policies have no tags.";
  return (
    <>
      <ItemsTable<Tag>
        title="Tags"
        what="tags"
        description="Words that you give a policy, to find it and to write conditions about it (aws:ResourceTag)."
        asked={asked}
        keyOf={({ Key }) => Key}
        nothing="No tags."
        actions={
          <Button onClick={() => setEditing(true)} disabled={asked.data === undefined}>
            Manage tags
          </Button>
        }
        columns={[
          { id: "key", header: "Key", cell: ({ Key }) => Key },
          { id: "value", header: "Value", cell: ({ Value }) => (Value === "" ? "–" : Value) },
        ]}
      />
      {isEditing && asked.data !== undefined && (
        <TagsDialog policyArn={policyArn} before={asked.data} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

interface TagsDialogProps {
  readonly policyArn: string;
  readonly before: readonly Tag[];
  readonly onClose: () => void;
}

const UNCHANGED: TagChanges = { set: [], removed: [], isChanged: false, isValid: true };

function TagsDialog({ policyArn, before, onClose }: TagsDialogProps) {
  const [changes, setChanges] = useState(UNCHANGED);
  return (
    <ChangeDialog
      title="Tags of the policy"
      verb="Save changes"
      size="large"
      steps={tagSteps(policyArn, changes)}
      whatFailed="The tags were not changed."
      canConfirm={changes.isChanged && changes.isValid}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: "The tags of the policy were saved." });
        onClose();
      }}
    >
      <TagsEditor tags={before} onChange={setChanges} />
    </ChangeDialog>
  );
}

/** What is gone is taken away first, so that the limit of 50 holds in between. */
function tagSteps(PolicyArn: string, { set, removed }: TagChanges) {
  return [
    ...(removed.length > 0
      ? [iamStep(`Remove ${removed.join(", ")}`, "UntagPolicy", { PolicyArn, TagKeys: removed })]
      : []),
    ...(set.length > 0
      ? [iamStep(`Write ${set.map(({ Key }) => Key).join(", ")}`, "TagPolicy", { PolicyArn, Tags: set })]
      : []),
  ];
}
