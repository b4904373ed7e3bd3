import Button from "@cloudscape-design/components/button";
import { type ComponentProps, useState } from "react";
import { flashes } from "../app/flashes.ts";
import { ChangeDialog } from "./change/change-dialog.tsx";
import type { ChangeStep } from "./change/change-step.ts";
import { ItemsTable } from "./items/items-table.tsx";
import { type Tag, type TagChanges, TagsEditor } from "./tags-editor.tsx";

interface EntityTagsProps {
  /** As it is spoken of: "ana", "the policy". */
  readonly name: string;
  /** What tags are for here. */
  readonly description: string;
  readonly asked: ComponentProps<typeof ItemsTable<Tag>>["asked"];
  readonly untag: (keys: readonly string[], title: string) => ChangeStep;
  readonly tag: (tags: readonly Tag[], title: string) => ChangeStep;
}

/** The tags of one thing, shown and changed. */
export function EntityTags(props: EntityTagsProps) {
  const { description, asked } = props;
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <ItemsTable<Tag>
        title="Tags"
        what="tags"
        description={description}
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
        <TagsDialog {...props} before={asked.data} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

interface TagsDialogProps extends EntityTagsProps {
  readonly before: readonly Tag[];
  readonly onClose: () => void;
}

const UNCHANGED: TagChanges = { set: [], removed: [], isChanged: false, isValid: true };

function TagsDialog({ name, untag, tag, before, onClose }: TagsDialogProps) {
  const [{ set, removed, isChanged, isValid }, setChanges] = useState(UNCHANGED);
  // What is gone is taken away first, so that the limit of 50 holds in between.
  const steps = [
    ...(removed.length > 0 ? [untag(removed, `Remove ${removed.join(", ")}`)] : []),
    ...(set.length > 0 ? [tag(set, `Write ${set.map(({ Key }) => Key).join(", ")}`)] : []),
  ];
  return (
    <ChangeDialog
      title={`Tags of ${name}`}
      verb="Save changes"
      size="large"
      steps={steps}
      whatFailed="The tags were not changed."
      canConfirm={isChanged && isValid}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The tags of ${name} were saved.` });
        onClose();
      }}
    >
      <TagsEditor tags={before} onChange={setChanges} />
    </ChangeDialog>
  );
}
