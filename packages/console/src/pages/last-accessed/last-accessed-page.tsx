import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { navigate, useSearch } from "../../app/address.ts";
import { awsCommand } from "../../patterns/change/aws-command.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { LastAccessed } from "../../patterns/last-accessed/last-accessed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";

/** Which services somebody may use, and when it did; of whom, stands in the address. */
export function LastAccessedPage() {
  const arn = new URLSearchParams(useSearch()).get("arn") ?? "";
  const [typed, setTyped] = useState(arn);
  const isArn = /^arn:[^:]+:iam::(\d{12}|aws):(user|group|role|policy)\/.+$/.test(typed);
  return (
    <PageContent
      title="Last accessed"
      description="Which services a user, group, role or policy allows, and when they were used last."
      actions={
        arn !== "" && (
          <CliButton command={awsCommand("iam", "GenerateServiceLastAccessedDetails", { Arn: arn })} />
        )
      }
    >
      <SpaceBetween size="l">
        <Container>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (isArn) navigate(`?arn=${encodeURIComponent(typed)}`);
            }}
          >
            <FormField
              label="ARN of a user, group, role or policy"
              secondaryControl={<Button disabled={!isArn}>Generate report</Button>}
              {...(typed !== "" &&
                !isArn && { errorText: "An ARN of IAM: arn:aws:iam::123456789012:user/ana" })}
            >
              <Input value={typed} onChange={({ detail }) => setTyped(detail.value.trim())} />
            </FormField>
          </form>
        </Container>
        {arn !== "" && <LastAccessed arn={arn} />}
      </SpaceBetween>
    </PageContent>
  );
}
