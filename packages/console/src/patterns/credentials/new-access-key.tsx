import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { Copyable } from "../copyable.tsx";
import { saveFile } from "../table/download-csv.ts";
import { useLeaveGuard } from "../use-leave-guard.tsx";
import { SecretText } from "./secret-text.tsx";
import "../change/change.css";

export interface NewKey {
  readonly userName: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** INVARIANT: the secret stands in memory of this page alone, in no address, no history and no storage. */
export function NewAccessKey({ made, doneHref }: { readonly made: NewKey; readonly doneHref: string }) {
  const [isTaken, setTaken] = useState(false);
  const guard = useLeaveGuard(
    !isTaken,
    "The secret is shown only now. It was neither copied nor downloaded.",
  );
  const take = () => setTaken(true);
  const { accessKeyId, secretAccessKey } = made;
  return (
    <SpaceBetween size="l">
      <Alert type="success" header="The access key was created">
        The secret is shown only now. Rolecall keeps it sealed and cannot show it again.
      </Alert>
      <Container header={<Header variant="h2">Access key</Header>}>
        <SpaceBetween size="m">
          <KeyValuePairs
            columns={2}
            items={[
              { label: "Access key ID", value: <Copyable text={accessKeyId} what="access key ID" /> },
              {
                label: "Secret access key",
                value: <SecretText what="secret access key" text={secretAccessKey} onTaken={take} />,
              },
            ]}
          />
          <SpaceBetween size="xs" direction="horizontal">
            <Button
              iconName="download"
              onClick={() => {
                saveFile(`${made.userName}_accessKeys.csv`, "text/csv", keyCsv(made));
                take();
              }}
            >
              Download .csv file
            </Button>
            <Button variant="primary" href={doneHref}>
              Done
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </Container>
      <Profile made={made} onTaken={take} />
      {guard}
    </SpaceBetween>
  );
}

/** As AWS's console writes it. */
export function keyCsv({ accessKeyId, secretAccessKey }: NewKey): string {
  return `Access key ID,Secret access key\r\n${accessKeyId},${secretAccessKey}\r\n`;
}

function Profile({ made, onTaken }: { readonly made: NewKey; readonly onTaken: () => void }) {
  const profile = (secret: string) =>
    [
      `[profile ${made.userName}]`,
      `aws_access_key_id = ${made.accessKeyId}`,
      `aws_secret_access_key = ${secret}`,
      "region = us-east-1",
      `endpoint_url = ${location.origin}`,
    ].join("\n");
  return (
    <Container
      header={
        <Header variant="h2" description="For the file ~/.aws/config. It leads AWS's CLI and SDKs here.">
          Ready profile
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <pre className="rc-commands" tabIndex={0}>
          {profile("••••••••••••••••••••")}
        </pre>
        <span onClick={onTaken}>
          <CopyToClipboard
            variant="button"
            copyButtonText="Copy with the secret"
            textToCopy={`${profile(made.secretAccessKey)}\n`}
            copySuccessText="The profile was copied"
            copyErrorText="The profile could not be copied"
          />
        </span>
        <code>{`aws --profile ${made.userName} sts get-caller-identity`}</code>
      </SpaceBetween>
    </Container>
  );
}
