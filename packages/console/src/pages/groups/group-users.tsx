import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { useAll } from "../../patterns/items/use-all.ts";
import { joinStep, useLeaveGroup } from "../../patterns/membership/use-leave-group.ts";
import { UserPicker } from "../../patterns/membership/user-picker.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { OutputOf } from "../../session/call-operation.ts";

type User = OutputOf<"iam", "GetGroup">["Users"][number];

/** Who is in a group. */
export function GroupUsers({ groupName }: { readonly groupName: string }) {
  const asked = useAll("iam", "GetGroup", { input: { GroupName: groupName }, items: ({ Users }) => Users });
  const leave = useLeaveGroup();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <ItemsTable<User>
        title="Users in this group"
        what="users of the group"
        asked={asked}
        keyOf={({ UserName }) => UserName}
        nothing="Nobody is in this group."
        actions={
          <Button onClick={() => setAdding(true)} disabled={asked.data === undefined}>
            Add users
          </Button>
        }
        columns={[
          {
            id: "name",
            header: "User name",
            cell: ({ UserName }) => (
              <Link href={href("/iam/users/:userName", { userName: UserName })}>{UserName}</Link>
            ),
          },
          { id: "path", header: "Path", cell: ({ Path }) => Path },
          { id: "created", header: "Created", cell: ({ CreateDate }) => <RelativeDate date={CreateDate} /> },
          {
            id: "remove",
            header: "Action",
            cell: ({ UserName }) => (
              <Button variant="inline-link" onClick={() => void leave({ userName: UserName, groupName })}>
                Remove <span className="sr">{UserName}</span>
              </Button>
            ),
          },
        ]}
      />
      {isAdding && (
        <AddUsersDialog
          groupName={groupName}
          without={(asked.data ?? []).map(({ UserName }) => UserName)}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

interface AddUsersDialogProps {
  readonly groupName: string;
  readonly without: readonly string[];
  readonly onClose: () => void;
}

function AddUsersDialog({ groupName, without, onClose }: AddUsersDialogProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <ChangeDialog
      title={`Add users to ${groupName}`}
      verb="Add users"
      size="large"
      steps={chosen.map((userName) => joinStep({ userName, groupName }))}
      whatFailed="The user was not added."
      canConfirm={chosen.length > 0}
      onClose={onClose}
      onDone={() => {
        flashes.show({
          type: "success",
          content: `${chosen.join(", ")} ${chosen.length === 1 ? "is" : "are"} in ${groupName} now.`,
        });
        onClose();
      }}
    >
      <UserPicker without={without} chosen={chosen} onChoose={setChosen} />
    </ChangeDialog>
  );
}
