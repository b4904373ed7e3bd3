import Wizard from "@cloudscape-design/components/wizard";
import { describeRole } from "@rolecall/policy/describe";
import { useState } from "react";
import { href, navigateUnasked } from "../../../app/address.ts";
import { useAccessReference } from "../../../patterns/policy-words/use-access-reference.ts";
import { useDraft } from "../../../patterns/use-draft.ts";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";
import { creationSteps } from "./creation-steps.ts";
import { CreationStopped } from "./creation-stopped.tsx";
import { PermissionsStep } from "./permissions-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { NEW_ROLE, type RoleDraft } from "./role-draft.ts";
import { showCreated } from "./show-created.tsx";
import { TrustedEntityStep } from "./trusted-entity-step.tsx";
import { useCreation } from "./use-creation.ts";
import { useNameTaken } from "./use-name-taken.ts";
import { usePicturedDraft } from "./use-pictured-draft.ts";
import { whyNotDescription, whyNotName, whyNotTrust } from "./why-not.ts";

/** AWS's three steps to a role. What was entered survives a reload. */
export function CreateRolePage() {
  const { value: draft, change: write, forget } = useDraft("role-create", NEW_ROLE, true);
  const accountId = useOwnAccount();
  const reference = useAccessReference();
  const [isTried, setTried] = useState(false);
  const [areTagsRight, setTagsRight] = useState(true);
  const steps = creationSteps(draft, accountId);
  const creation = useCreation(steps);
  const role = usePicturedDraft(draft);
  const taken = useNameTaken(draft.name);
  const change = (part: Partial<RoleDraft>) => write({ ...draft, ...part });
  const noTrust = whyNotTrust(draft, accountId);
  const noName = whyNotName(draft.name) ?? (taken && `There is a role ${taken} already.`);
  const mayCreate = [noTrust, noName, whyNotDescription(draft.description)].every((why) => why === undefined);
  const leave = () => {
    forget();
    navigateUnasked(href("/iam/roles"));
  };
  const goOn = async () => {
    if (!(await creation.goOn())) return;
    const policies = role.policies.flatMap(({ policy }) => policy ?? []);
    showCreated(draft.name, reference && describeRole({ ...role, policies }, reference, { accountId }));
    leave();
  };
  const submit = () => {
    setTried(true);
    if (mayCreate && areTagsRight) void goOn();
  };
  return (
    <Wizard
      activeStepIndex={draft.step}
      submitButtonText="Create role"
      isLoadingNextStep={creation.isWorking}
      i18nStrings={WORDS}
      onCancel={leave}
      onSubmit={submit}
      onNavigate={({ detail: { requestedStepIndex: step } }) => {
        setTried(step > 0 && noTrust !== undefined);
        if (step === 0 || noTrust === undefined) change({ step });
      }}
      steps={[
        {
          title: "Select trusted entity",
          description: "Who may assume the role. A role has no password and no keys: it waits to be assumed.",
          content: (
            <TrustedEntityStep draft={draft} onChange={change} whyNot={isTried ? noTrust : undefined} />
          ),
        },
        {
          title: "Add permissions",
          description:
            "Choose the policies that say what the role may do. You can add and remove them later at any time.",
          content: <PermissionsStep draft={draft} onChange={change} />,
        },
        {
          title: "Name, review, and create",
          content: (
            <>
              <CreationStopped creation={creation} steps={steps} onGoOn={() => void goOn()} />
              <ReviewStep
                draft={draft}
                onChange={change}
                steps={steps}
                whyNotName={noName}
                isTried={isTried}
                onTags={setTagsRight}
              />
            </>
          ),
        },
      ]}
    />
  );
}

const WORDS = {
  stepNumberLabel: (step: number) => `Step ${step}`,
  collapsedStepsLabel: (step: number, count: number) => `Step ${step} of ${count}`,
  navigationAriaLabel: "Steps",
  cancelButton: "Cancel",
  previousButton: "Back",
  nextButton: "Next",
  optional: "optional",
  submitButtonLoadingAnnouncement: "The role is being created",
};
