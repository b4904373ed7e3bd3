import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { cliCommand, cliTags } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { type TagChanges, TagsEditor } from "../../patterns/tags-editor.tsx";
import { useChange } from "../../session/use-operation.ts";
import type { RoleFacts } from "./role-facts.ts";

/** The tags of a role. */
export function TagsTab({ role }: { readonly role: RoleFacts }) {
  const [isEditing, setEditing] = useState(false);
  const tags = role.Tags ?? [];
  return (
    <>
      <Table
        variant="container"
        items={[...tags]}
        trackBy="Key"
        wrapLines
        columnDefinitions={[
          { id: "key", header: "Key", cell: ({ Key }) => Key, isRowHeader: true },
          { id: "value", header: "Value", cell: ({ Value }) => Value || "–" },
        ]}
        ariaLabels={{ tableLabel: "Tags" }}
        header={
          <Header
            variant="h2"
            counter={`(${tags.length})`}
            description="Words that you give a role, to find it and to write conditions about it."
            actions={<Button onClick={() => setEditing(true)}>Edit tags</Button>}
          >
            Tags
          </Header>
        }
        empty={<Box textAlign="center">No tags yet.</Box>}
      />
      {isEditing && <EditTags role={role} onClose={() => setEditing(false)} />}
    </>
  );
}

interface EditTagsProps {
  readonly role: RoleFacts;
  readonly onClose: () => void;
}

const UNCHANGED: TagChanges = { set: [], removed: [], isChanged: false, isValid: true };

function EditTags({ role: { RoleName, Tags = [] }, onClose }: EditTagsProps) {
  const [{ set, removed, isChanged, isValid }, setChanges] = useState(UNCHANGED);
  const tag = useChange("iam", "TagRole");
  const untag = useChange("iam", "UntagRole");
  const save = async () => {
    if (removed.length > 0) await untag.mutateAsync({ RoleName, TagKeys: removed });
    if (set.length > 0) await tag.mutateAsync({ RoleName, Tags: set });
    flashes.show({ type: "success", content: `The tags of ${RoleName} were changed.` });
    onClose();
  };
  const role = { "role-name": RoleName };
  const commands = [
    ...(removed.length > 0 ? [cliCommand("iam untag-role", { ...role, "tag-keys": removed })] : []),
    ...(set.length > 0 ? [cliCommand("iam tag-role", { ...role, tags: cliTags(set) })] : []),
  ];
  return (
    <EditModal
      title="Edit tags"
      size="large"
      save="Save changes"
      failed="Not all tags were changed."
      isDirty={isChanged}
      whyNot={isValid ? undefined : "Some of the tags are not right yet."}
      command={commands.join("\n")}
      onSave={save}
      onClose={onClose}
    >
      <TagsEditor tags={Tags} onChange={setChanges} />
    </EditModal>
  );
}
