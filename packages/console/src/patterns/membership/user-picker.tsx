import type { OutputOf } from "../../session/call-operation.ts";
import { Picker } from "../items/picker.tsx";
import { useAll } from "../items/use-all.ts";

type User = OutputOf<"iam", "ListUsers">["Users"][number];

interface UserPickerProps {
  readonly without: readonly string[];
  readonly chosen: readonly string[];
  readonly onChoose: (userNames: readonly string[]) => void;
}

/** Users of the account to choose from, by name. 10,000 of them are ten calls, once. */
export function UserPicker({ without, chosen, onChoose }: UserPickerProps) {
  const asked = useAll("iam", "ListUsers", { input: {}, items: ({ Users }) => Users });
  const data = asked.data?.filter(({ UserName }) => !without.includes(UserName));
  return (
    <Picker<User>
      title="Users"
      what="users"
      asked={{ ...asked, data }}
      keyOf={({ UserName }) => UserName}
      textOf={({ UserName, Path }) => `${Path}${UserName}`}
      nothing="Everybody is in the group already."
      chosen={(data ?? []).filter(({ UserName }) => chosen.includes(UserName))}
      onChoose={(users) => onChoose(users.map(({ UserName }) => UserName))}
      columns={[
        { id: "name", header: "User name", cell: ({ UserName }) => UserName },
        { id: "path", header: "Path", cell: ({ Path }) => Path },
      ]}
    />
  );
}
