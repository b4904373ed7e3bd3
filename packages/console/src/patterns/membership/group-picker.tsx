import type { OutputOf } from "../../session/call-operation.ts";
import { Picker } from "../items/picker.tsx";
import { useAll } from "../items/use-all.ts";

type Group = OutputOf<"iam", "ListGroups">["Groups"][number];

interface GroupPickerProps {
  readonly without: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (groupNames: readonly string[]) => void;
}

/** Groups of the account to choose from, by name. */
export function GroupPicker({ without, chosen, onChoose }: GroupPickerProps) {
  const asked = useAll("iam", "ListGroups", { input: {}, items: ({ Groups }) => Groups });
  const data = asked.data?.filter(({ GroupName }) => !without.includes(GroupName));
  return (
    <Picker<Group>
      title="Groups"
      what="groups"
      asked={{ ...asked, data }}
      keyOf={({ GroupName }) => GroupName}
      textOf={({ GroupName, Path }) => `${Path}${GroupName}`}
      nothing="There is no other group."
      chosen={(data ?? []).filter(({ GroupName }) => chosen.includes(GroupName))}
      onChoose={(groups) => onChoose(groups.map(({ GroupName }) => GroupName))}
      columns={[
        { id: "name", header: "Group name", cell: ({ GroupName }) => GroupName },
        { id: "path", header: "Path", cell: ({ Path }) => Path },
      ]}
    />
  );
}
