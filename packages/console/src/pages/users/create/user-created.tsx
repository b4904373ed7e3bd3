import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href } from "../../../app/address.ts";
import { SignInDetailsShown } from "../../../patterns/credentials/sign-in-details.tsx";
import { PageContent } from "../../../patterns/page-content.tsx";
import { useLeaveGuard } from "../../../patterns/use-leave-guard.tsx";

interface UserCreatedProps {
  readonly userName: string;
  readonly password: string;
}

/** INVARIANT: the password stands in memory of this page alone. */
export function UserCreated({ userName, password }: UserCreatedProps) {
  const [isTaken, setTaken] = useState(false);
  const guard = useLeaveGuard(
    !isTaken,
    "The password is shown only now. It was neither copied nor downloaded.",
  );
  return (
    <PageContent title="Retrieve password" description={`The user ${userName} was created.`}>
      <SpaceBetween size="l">
        <Alert type="success" header={`The user ${userName} was created`}>
          The password is shown only now. Rolecall keeps a digest of it and cannot show it again.
        </Alert>
        <Container header={<Header variant="h2">Console sign-in details</Header>}>
          <SignInDetailsShown details={{ userName, password }} onTaken={() => setTaken(true)} />
        </Container>
        <Button variant="primary" href={href("/iam/users/:userName", { userName })}>
          View user
        </Button>
      </SpaceBetween>
      {guard}
    </PageContent>
  );
}
