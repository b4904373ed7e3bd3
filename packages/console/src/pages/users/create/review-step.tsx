import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { AsCli } from "../../../patterns/change/as-cli.tsx";
import type { ChangeStep } from "../../../patterns/change/change-step.ts";
import { StepsList } from "../../../patterns/change/steps-list.tsx";
import type { StepsState } from "../../../patterns/change/use-steps.ts";
import { EntityName } from "../../../patterns/entity-name.tsx";
import { Failed } from "../../../patterns/failed.tsx";
import type { NewUser } from "./new-user.ts";

interface ReviewStepProps {
  readonly user: NewUser;
  readonly steps: readonly ChangeStep[];
  readonly state: StepsState;
}

/** What will be made, in which steps, and by which commands. */
export function ReviewStep({ user, steps, state }: ReviewStepProps) {
  const { name, hasConsole, isAutomatic, mustChange, groups, policies } = user;
  const password = isAutomatic ? "automatic password" : "password of your choice";
  const access = hasConsole
    ? `Yes: ${password}${mustChange ? ", to be changed at the first sign-in" : ""}`
    : "No";
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">User</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: "User name", value: <EntityName name={name} /> },
            { label: "Console access", value: access },
            { label: "Groups", value: groups.join(", ") || "None" },
            {
              label: "Attached policies",
              value: policies.map(({ PolicyName }) => PolicyName).join(", ") || "None",
            },
          ]}
        />
      </Container>
      {groups.length + policies.length === 0 && <div>The user may do nothing yet.</div>}
      <Container header={<Header variant="h2">Steps</Header>}>
        <SpaceBetween size="m">
          <StepsList steps={steps} state={state} />
          {state.error !== undefined && <Failed what={stoppedAt(steps, state)} error={state.error} />}
          <AsCli steps={steps} />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function stoppedAt(steps: readonly ChangeStep[], { done }: StepsState): string {
  if (done === 0) return "The user was not created.";
  return `The user was created; ${steps.length - done} of ${steps.length} steps are left.`;
}
