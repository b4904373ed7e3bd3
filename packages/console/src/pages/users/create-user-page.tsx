import Wizard from "@cloudscape-design/components/wizard";
import { useState } from "react";
import { href, navigate } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { useSteps } from "../../patterns/change/use-steps.ts";
import { makePassword } from "../../patterns/credentials/make-password.ts";
import { useDraft } from "../../patterns/use-draft.ts";
import { DetailsStep } from "./create/details-step.tsx";
import { NEW_USER, type NewUser, nameProblem, newUserSteps } from "./create/new-user.ts";
import { PermissionsStep } from "./create/permissions-step.tsx";
import { ReviewStep } from "./create/review-step.tsx";
import { UserCreated } from "./create/user-created.tsx";

/** Creates a user: details, permissions, review, and its credentials once. */
export function CreateUserPage() {
  const draft = useDraft("user-create", { user: NEW_USER, step: 0 }, true);
  const [password, setPassword] = useState("");
  const [automatic] = useState(() => makePassword(0));
  const [problem, setProblem] = useState<string>();
  const [isDone, setDone] = useState(false);
  const running = useSteps();
  const { user, step } = draft.value;
  const change = (part: Partial<NewUser>) => draft.change({ ...draft.value, user: { ...user, ...part } });
  const chosen = user.isAutomatic ? automatic : password;
  const steps = newUserSteps(user, chosen);
  const go = (to: number) => {
    const found = problemOf(user, chosen);
    setProblem(found);
    draft.change({ ...draft.value, step: found === undefined ? to : 0 });
  };
  const submit = async () => {
    if (running.isRunning || !(await running.run(steps))) return;
    draft.forget();
    if (user.hasConsole) return setDone(true);
    flashes.show({ type: "success", content: `The user ${user.name} was created.` });
    navigate(href("/iam/users/:userName", { userName: user.name }));
  };
  if (isDone) return <UserCreated userName={user.name} password={chosen} />;
  return (
    <Wizard
      activeStepIndex={step}
      isLoadingNextStep={running.isRunning}
      submitButtonText={running.done > 0 ? "Go on" : "Create user"}
      i18nStrings={WORDS}
      onNavigate={({ detail }) => go(detail.requestedStepIndex)}
      onCancel={() => {
        draft.forget();
        navigate(href("/iam/users"));
      }}
      onSubmit={() => void submit()}
      steps={[
        {
          title: "Specify user details",
          content: (
            <DetailsStep
              user={user}
              onChange={change}
              password={password}
              onPassword={setPassword}
              problem={problem}
            />
          ),
        },
        { title: "Set permissions", content: <PermissionsStep user={user} onChange={change} /> },
        {
          title: "Review and create",
          content: <ReviewStep user={user} steps={steps} state={running} />,
        },
      ]}
    />
  );
}

function problemOf({ name, hasConsole }: NewUser, password: string): string | undefined {
  return (
    nameProblem(name) ??
    (hasConsole && password === "" ? "Type the password, or let one be made." : undefined)
  );
}

const WORDS = {
  stepNumberLabel: (step: number) => `Step ${step}`,
  collapsedStepsLabel: (step: number, count: number) => `Step ${step} of ${count}`,
  skipToButtonLabel: (step: { readonly title: string }) => `Skip to ${step.title}`,
  navigationAriaLabel: "Steps",
  cancelButton: "Cancel",
  previousButton: "Previous",
  nextButton: "Next",
};
