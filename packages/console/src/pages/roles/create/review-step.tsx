import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { Copyable } from "../../../patterns/copyable.tsx";
import { LazyPolicyEditor } from "../../../patterns/policy-editor/lazy-policy-editor.tsx";
import { RolePicture } from "../../../patterns/role-picture/role-picture.tsx";
import { type Tag, TagsEditor } from "../../../patterns/tags-editor.tsx";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";
import { DurationSelect } from "../duration-select.tsx";
import { type CreationStep, makesProfile } from "./creation-steps.ts";
import type { DraftProps } from "./role-draft.ts";
import { trustPolicyText } from "./trust-policy.ts";
import { usePicturedDraft } from "./use-pictured-draft.ts";
import { whyNotDescription } from "./why-not.ts";

interface ReviewStepProps extends DraftProps {
  readonly steps: readonly CreationStep[];
  /** Why the name cannot be taken; told once something was typed, or the step was tried to be left. */
  readonly whyNotName: string | undefined;
  readonly isTried: boolean;
  readonly onTags: (areRight: boolean) => void;
}

/** Step 3: the name, and once more all that will be made. */
export function ReviewStep({ draft, onChange, steps, whyNotName, isTried, onTags }: ReviewStepProps) {
  const accountId = useOwnAccount();
  const role = usePicturedDraft(draft);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Role details</Header>}>
        <SpaceBetween size="m">
          <FormField
            label="Role name"
            constraintText="1 to 64 letters, digits and +=,.@_-; no other role of this account has it, in upper or lower case."
            errorText={isTried || draft.name !== "" ? whyNotName : undefined}
          >
            <Input value={draft.name} onChange={({ detail }) => onChange({ name: detail.value })} />
          </FormField>
          <FormField label="Description (optional)" errorText={whyNotDescription(draft.description)}>
            <Textarea
              rows={2}
              value={draft.description}
              onChange={({ detail }) => onChange({ description: detail.value })}
            />
          </FormField>
          <DurationSelect seconds={draft.seconds} onChange={(seconds) => onChange({ seconds })} />
        </SpaceBetween>
      </Container>
      <Container>
        <RolePicture role={role} accountId={accountId} />
      </Container>
      {makesProfile(draft) && (
        <Alert type="info">
          {`An instance profile ${draft.name === "" ? "of the same name" : draft.name} is made too: an instance carries a role in one.`}
        </Alert>
      )}
      <ReviewedTrust draft={draft} onChange={onChange} />
      <Container
        header={
          <Header
            variant="h2"
            actions={<Button onClick={() => onChange({ step: 1 })}>Edit permissions</Button>}
          >
            Permissions
          </Header>
        }
      >
        {draft.policies.length === 0 ? (
          "None yet: the role may do nothing yet."
        ) : (
          <ul className="rc-names">
            {draft.policies.map((arn) => (
              <li key={arn}>{arn}</li>
            ))}
          </ul>
        )}
      </Container>
      <Container header={<Header variant="h2">Tags (optional)</Header>}>
        <DraftTags tags={draft.tags} onChange={(tags) => onChange({ tags })} onTags={onTags} />
      </Container>
      <Container header={<Header variant="h2">As AWS CLI</Header>}>
        <Copyable text={steps.map(({ command }) => command).join("\n")} what="commands" isCode />
      </Container>
    </SpaceBetween>
  );
}

function ReviewedTrust({ draft, onChange }: DraftProps) {
  const accountId = useOwnAccount();
  const text = trustPolicyText(draft, accountId);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<Button onClick={() => onChange({ step: 0 })}>Edit trusted entity</Button>}
        >
          Trust policy
        </Header>
      }
    >
      <LazyPolicyEditor
        text={text}
        onChange={(trustText) => onChange({ trustText })}
        kind="trust"
        quota="trust"
        accountId={accountId}
        label="Trust policy"
      />
    </Container>
  );
}

interface DraftTagsProps {
  readonly tags: readonly Tag[];
  readonly onChange: (tags: readonly Tag[]) => void;
  readonly onTags: (areRight: boolean) => void;
}

/** The editor tells what differs from what it began with. */
function DraftTags({ tags, onChange, onTags }: DraftTagsProps) {
  const [first] = useState(tags);
  return (
    <TagsEditor
      tags={first}
      onChange={({ set, removed, isValid }) => {
        const kept = first.filter(({ Key }) => !removed.includes(Key) && !set.some((tag) => tag.Key === Key));
        onChange([...kept, ...set]);
        onTags(isValid);
      }}
    />
  );
}
