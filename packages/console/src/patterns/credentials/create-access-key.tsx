import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { AsCli } from "../change/as-cli.tsx";
import { type ChangeStep, changeStep, iamStep } from "../change/change-step.ts";
import { showFailure } from "../change/show-failure.ts";
import { useSteps } from "../change/use-steps.ts";
import { Failed } from "../failed.tsx";
import { PageContent } from "../page-content.tsx";
import { KEY_REASONS } from "./key-reasons.ts";
import { NewAccessKey, type NewKey } from "./new-access-key.tsx";

interface CreateAccessKeyProps {
  readonly userName: string;
  readonly doneHref: string;
}

/** Why a key is needed, what is better, and the key: its secret once. */
export function CreateAccessKey({ userName, doneHref }: CreateAccessKeyProps) {
  const [made, setMade] = useState<NewKey>();
  return (
    <PageContent title="Create access key" description={`For the user ${userName}.`}>
      {made === undefined ? (
        <Question userName={userName} doneHref={doneHref} onMade={setMade} />
      ) : (
        <NewAccessKey made={made} doneHref={doneHref} />
      )}
    </PageContent>
  );
}

interface QuestionProps extends CreateAccessKeyProps {
  readonly onMade: (made: NewKey) => void;
}

function Question({ userName, doneHref, onMade }: QuestionProps) {
  const [reason, setReason] = useState("cli");
  const [description, setDescription] = useState("");
  const making = useMaking(userName, description, onMade);
  const alternative = KEY_REASONS.find(({ id }) => id === reason)?.alternative;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">What do you need it for?</Header>}>
        <SpaceBetween size="m">
          <RadioGroup
            value={reason}
            ariaLabel="What do you need it for?"
            items={KEY_REASONS.map(({ id, label }) => ({ value: id, label }))}
            onChange={({ detail }) => setReason(detail.value)}
          />
          <Alert type="info" header="What is better">
            {alternative}
          </Alert>
        </SpaceBetween>
      </Container>
      <Container>
        <FormField
          label="Description"
          description="Kept as a tag of the user, under the key's ID. Where will it lie, and who owns it?"
          constraintText="Optional, at most 256 characters."
          {...(!isTagValue(description) && { errorText: "Letters, digits, blanks and _.:/=+-@ only." })}
        >
          <Input value={description} onChange={({ detail }) => setDescription(detail.value.slice(0, 256))} />
        </FormField>
      </Container>
      {making.error !== undefined && <Failed what="No access key was created." error={making.error} />}
      <AsCli steps={making.steps} />
      <SpaceBetween size="xs" direction="horizontal">
        <Button href={doneHref}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!isTagValue(description)}
          loading={making.isRunning}
          onClick={making.make}
        >
          Create access key
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
function isTagValue(text: string): boolean {
  return /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);
}

/** The description is written behind the key, whose ID it stands under; the key is shown in any case. */
function useMaking(userName: string, description: string, onMade: (made: NewKey) => void) {
  const running = useSteps();
  const tag = (accessKeyId: string) =>
    iamStep("Keep the description", "TagUser", {
      UserName: userName,
      Tags: [{ Key: accessKeyId, Value: description }],
    });
  const steps = (take: (made: NewKey) => void) => [
    changeStep("Create the access key", {
      service: "iam",
      operation: "CreateAccessKey",
      input: { UserName: userName },
      onDone: ({ AccessKey: { AccessKeyId, SecretAccessKey } }) =>
        take({ userName, accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey }),
    }),
  ];
  const make = async () => {
    let made: NewKey | undefined;
    const isMade = await running.run(
      steps((key) => {
        made = key;
      }),
    );
    if (!isMade || made === undefined) return;
    onMade(made);
    if (description !== "") await describeKey(tag(made.accessKeyId));
  };
  const shown = [...steps(() => {}), ...(description === "" ? [] : [tag("ACCESS_KEY_ID")])];
  return { ...running, steps: shown, make: () => void make() };
}

async function describeKey({ run }: ChangeStep): Promise<void> {
  try {
    await run();
  } catch (error) {
    showFailure("The key was created; its description was not kept.", error);
  }
}
