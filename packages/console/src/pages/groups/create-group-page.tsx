import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href, navigate, navigateUnasked } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { AsCli } from "../../patterns/change/as-cli.tsx";
import { type ChangeStep, iamStep } from "../../patterns/change/change-step.ts";
import { StepsList } from "../../patterns/change/steps-list.tsx";
import { type RunningSteps, useSteps } from "../../patterns/change/use-steps.ts";
import { Failed } from "../../patterns/failed.tsx";
import { joinStep } from "../../patterns/membership/use-leave-group.ts";
import { UserPicker } from "../../patterns/membership/user-picker.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { AttachablePicker } from "../../patterns/permissions/attachable-picker.tsx";
import { type AttachablePolicy, attachStep } from "../../patterns/permissions/policy-owner.ts";
import { useLeaveGuard } from "../../patterns/use-leave-guard.tsx";

/** Creates a group: its name, who is in it, what it hands them. */
export function CreateGroupPage() {
  const [name, setName] = useState("");
  const [users, setUsers] = useState<readonly string[]>([]);
  const [policies, setPolicies] = useState<readonly AttachablePolicy[]>([]);
  const running = useSteps();
  const guard = useLeaveGuard(name !== "" || users.length > 0 || policies.length > 0);
  const problem =
    name === "" || /^[\w+=,.@-]{1,128}$/.test(name) ? undefined : "Letters, digits and +=,.@_- only.";
  const owner = { kind: "group", name } as const;
  const steps = [
    iamStep(`Create the group ${name}`, "CreateGroup", { GroupName: name }),
    ...users.map((userName) => joinStep({ userName, groupName: name })),
    ...policies.map((policy) => attachStep(owner, policy)),
  ];
  const create = async () => {
    if (!(await running.run(steps))) return;
    flashes.show({ type: "success", content: `The group ${name} was created.` });
    navigateUnasked(href("/iam/groups/:groupName", { groupName: name }));
  };
  return (
    <PageContent
      title="Create group"
      description="A group hands its policies to its users. It cannot sign in, cannot contain groups, and no trust policy can name it."
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Name the group</Header>}>
          <FormField
            label="Group name"
            constraintText="Letters, digits and +=,.@_-, at most 128."
            {...(problem !== undefined && { errorText: problem })}
          >
            <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
        </Container>
        <Container header={<Header variant="h2">Add users</Header>}>
          <UserPicker without={[]} chosen={users} onChoose={setUsers} />
        </Container>
        <Container header={<Header variant="h2">Attach policies</Header>}>
          <AttachablePicker kind="group" attached={[]} chosen={policies} onChoose={setPolicies} />
        </Container>
        <Creating
          steps={steps}
          running={running}
          canCreate={name !== "" && problem === undefined}
          onCreate={() => void create()}
        />
      </SpaceBetween>
      {guard}
    </PageContent>
  );
}

interface CreatingProps {
  readonly steps: readonly ChangeStep[];
  readonly running: RunningSteps;
  readonly canCreate: boolean;
  readonly onCreate: () => void;
}

function Creating({ steps, running, canCreate, onCreate }: CreatingProps) {
  const { done, isRunning, error } = running;
  const left = steps.length - done;
  return (
    <SpaceBetween size="m">
      {(isRunning || done > 0) && <StepsList steps={steps} state={running} />}
      {error !== undefined && (
        <Failed
          what={done === 0 ? "The group was not created." : `The group was created; ${left} steps are left.`}
          error={error}
        />
      )}
      {canCreate && <AsCli steps={steps} />}
      <SpaceBetween size="xs" direction="horizontal">
        <Button onClick={() => navigate(href("/iam/groups"))}>Cancel</Button>
        <Button variant="primary" disabled={!canCreate} loading={isRunning} onClick={onCreate}>
          {done > 0 ? "Go on" : "Create group"}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
