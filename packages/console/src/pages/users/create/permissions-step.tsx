import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { GroupPicker } from "../../../patterns/membership/group-picker.tsx";
import { AttachablePicker } from "../../../patterns/permissions/attachable-picker.tsx";
import { CopyPermissions } from "./copy-permissions.tsx";
import type { StepProps } from "./details-step.tsx";
import type { NewUser } from "./new-user.ts";

const WAYS: readonly {
  readonly value: NewUser["how"];
  readonly label: string;
  readonly description: string;
}[] = [
  {
    value: "group",
    label: "Add user to group",
    description: "Best: a group hands its policies to all in it.",
  },
  {
    value: "copy",
    label: "Copy permissions",
    description: "The groups and attached policies of another user.",
  },
  { value: "attach", label: "Attach policies directly", description: "For this user alone." },
];

/** What the user may do. None at all is allowed too. */
export function PermissionsStep({ user, onChange }: StepProps) {
  return (
    <SpaceBetween size="l">
      <Container>
        <Tiles
          value={user.how}
          ariaLabel="How to give permissions"
          items={[...WAYS]}
          onChange={({ detail }) => onChange({ how: detail.value as NewUser["how"] })}
        />
      </Container>
      <Container>
        {user.how === "group" && (
          <GroupPicker without={[]} chosen={user.groups} onChoose={(groups) => onChange({ groups })} />
        )}
        {user.how === "copy" && <CopyPermissions user={user} onChange={onChange} />}
        {user.how === "attach" && (
          <AttachablePicker
            kind="user"
            attached={[]}
            chosen={user.policies}
            onChoose={(policies) => onChange({ policies })}
          />
        )}
      </Container>
    </SpaceBetween>
  );
}
