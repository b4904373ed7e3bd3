import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import { useState } from "react";
import { href } from "../../../app/address.ts";
import { ItemsTable } from "../../../patterns/items/items-table.tsx";
import { useAll } from "../../../patterns/items/use-all.ts";
import { AddToGroupsDialog } from "../../../patterns/membership/add-to-groups-dialog.tsx";
import { useLeaveGroup } from "../../../patterns/membership/use-leave-group.ts";
import { RelativeDate } from "../../../patterns/relative-date.tsx";
import type { OutputOf } from "../../../session/call-operation.ts";

type Group = OutputOf<"iam", "ListGroupsForUser">["Groups"][number];

/** The groups that a user is in. */
export function GroupsTab({ userName }: { readonly userName: string }) {
  const asked = useAll("iam", "ListGroupsForUser", {
    input: { UserName: userName },
    items: ({ Groups }) => Groups,
  });
  const leave = useLeaveGroup();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <ItemsTable<Group>
        title="Groups"
        what="groups"
        description="A group hands its policies to its users."
        asked={asked}
        keyOf={({ GroupName }) => GroupName}
        nothing={`${userName} is in no group.`}
        actions={
          <Button onClick={() => setAdding(true)} disabled={asked.data === undefined}>
            Add to groups
          </Button>
        }
        columns={[
          {
            id: "name",
            header: "Group name",
            cell: ({ GroupName }) => (
              <Link href={href("/iam/groups/:groupName", { groupName: GroupName })}>{GroupName}</Link>
            ),
          },
          { id: "path", header: "Path", cell: ({ Path }) => Path },
          { id: "created", header: "Created", cell: ({ CreateDate }) => <RelativeDate date={CreateDate} /> },
          {
            id: "leave",
            header: "Action",
            cell: ({ GroupName }) => (
              <Button variant="inline-link" onClick={() => void leave({ userName, groupName: GroupName })}>
                Remove from <span className="sr">{GroupName}</span>
              </Button>
            ),
          },
        ]}
      />
      {isAdding && (
        <AddToGroupsDialog
          userName={userName}
          without={(asked.data ?? []).map(({ GroupName }) => GroupName)}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
