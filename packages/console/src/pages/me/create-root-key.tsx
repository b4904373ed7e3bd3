import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { AsCli } from "../../patterns/change/as-cli.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { useSteps } from "../../patterns/change/use-steps.ts";
import { NewAccessKey, type NewKey } from "../../patterns/credentials/new-access-key.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";

const DONE = href("/me");

/** A key of the root user's, behind a warning that one has to have read. */
export function CreateRootKey() {
  const [made, setMade] = useState<NewKey>();
  return (
    <PageContent title="Create access key" description="For the root user.">
      {made === undefined ? <Warning onMade={setMade} /> : <NewAccessKey made={made} doneHref={DONE} />}
    </PageContent>
  );
}

/** After https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html#ru-bp-access-keys */
function Warning({ onMade }: { readonly onMade: (made: NewKey) => void }) {
  const [isUnderstood, setUnderstood] = useState(false);
  const running = useSteps();
  const step = changeStep("Create the access key", {
    service: "iam",
    operation: "CreateAccessKey",
    input: {},
    onDone: ({ AccessKey: { AccessKeyId, SecretAccessKey } }) =>
      onMade({ userName: "root", accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey }),
  });
  return (
    <SpaceBetween size="l">
      <Alert type="warning" header="Access keys of the root user are not recommended">
        Whoever has the key may do everything in this account, without a second factor, and no policy within
        the account limits it. A user with the permissions that are needed, or better a role, whose keys end
        by themselves, does the same work.
      </Alert>
      <Checkbox checked={isUnderstood} onChange={({ detail }) => setUnderstood(detail.checked)}>
        I understand that a root access key is no good practice, and want one all the same
      </Checkbox>
      {running.error !== undefined && <Failed what="No access key was created." error={running.error} />}
      <AsCli steps={[step]} />
      <SpaceBetween size="xs" direction="horizontal">
        <Button href={DONE}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!isUnderstood}
          disabledReason="Read the warning first, and tick that you understand it."
          loading={running.isRunning}
          onClick={() => void running.run([step])}
        >
          Create access key
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
