import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { flashes } from "../../../app/flashes.ts";
import { ChangeDialog } from "../../../patterns/change/change-dialog.tsx";
import { iamStep } from "../../../patterns/change/change-step.ts";
import { ItemsTable } from "../../../patterns/items/items-table.tsx";
import { useAll } from "../../../patterns/items/use-all.ts";
import { type Tag, type TagChanges, TagsEditor } from "../../../patterns/tags-editor.tsx";

/** The tags of a user. */
export function TagsTab({ userName }: { readonly userName: string }) {
  const asked = useAll("iam", "ListUserTags", { input: { UserName: userName }, items: ({ Tags }) => Tags });
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <ItemsTable<Tag>
        title="Tags"
        what="tags"
        description="Names and values that policies can ask for (aws:PrincipalTag), and people can search by."
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
        <TagsDialog userName={userName} before={asked.data} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

interface TagsDialogProps {
  readonly userName: string;
  readonly before: readonly Tag[];
  readonly onClose: () => void;
}

const UNCHANGED: TagChanges = { set: [], removed: [], isChanged: false, isValid: true };

function TagsDialog({ userName, before, onClose }: TagsDialogProps) {
  const [changes, setChanges] = useState(UNCHANGED);
  return (
    <ChangeDialog
      title={`Tags of ${userName}`}
      verb="Save changes"
      size="large"
      steps={tagSteps(userName, changes)}
      whatFailed="The tags were not changed."
      canConfirm={changes.isChanged && changes.isValid}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The tags of ${userName} were saved.` });
        onClose();
      }}
    >
      <TagsEditor tags={before} onChange={setChanges} />
    </ChangeDialog>
  );
}

/** What is gone is taken away first, so that the limit of 50 holds in between. */
function tagSteps(UserName: string, { set, removed }: TagChanges) {
  return [
    ...(removed.length > 0
      ? [iamStep(`Remove ${removed.join(", ")}`, "UntagUser", { UserName, TagKeys: removed })]
      : []),
    ...(set.length > 0
      ? [iamStep(`Write ${set.map(({ Key }) => Key).join(", ")}`, "TagUser", { UserName, Tags: set })]
      : []),
  ];
}
