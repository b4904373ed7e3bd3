import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../app/address.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import { AccessKeys } from "../../patterns/credentials/access-keys.tsx";
import { ownerNamed, ROOT_OWNER } from "../../patterns/credentials/device-owner.ts";
import { MfaDevices } from "../../patterns/credentials/mfa-devices.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { useMyself } from "../../patterns/use-myself.ts";
import type { Identity } from "../../session/identity.ts";
import { AppearanceChoice } from "./appearance-choice.tsx";
import { MyPassword } from "./my-password.tsx";
import { MySessions } from "./my-sessions.tsx";

/** What one signs in with, and where one is signed in. */
export function MePage() {
  const identity = useMyself();
  if (identity === undefined) return null;
  return (
    <PageContent
      title="My security credentials"
      description="What you sign in with, and where you are signed in."
    >
      <SpaceBetween size="l">
        <About identity={identity} />
        <Credentials identity={identity} />
        <MySessions />
        <AppearanceChoice />
      </SpaceBetween>
    </PageContent>
  );
}

function About({ identity }: { readonly identity: Identity }) {
  return (
    <Container header={<Header variant="h2">About me</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: "Name", value: identity.name },
          { label: "ARN", value: <Copyable text={identity.arn} what="ARN" /> },
          {
            label: "Account",
            value: `${identity.accountAlias ?? identity.accountName} (${formatAccountId(identity.accountId)})`,
          },
          { label: "Signed in", value: <RelativeDate date={identity.signedInAt} /> },
        ]}
      />
    </Container>
  );
}

function UserParts({ identity }: { readonly identity: Identity }) {
  const userName = identity.name;
  return (
    <SpaceBetween size="l">
      <MyPassword userName={userName} />
      <MfaDevices owner={ownerNamed(userName, identity)} />
      <AccessKeys userName={userName} createHref={href("/me/access-key")} />
    </SpaceBetween>
  );
}

/** As AWS's page has them: password, devices, keys. */
function RootParts() {
  return (
    <SpaceBetween size="l">
      <Alert type="warning">
        You are the root user. No policy inside this account limits you. Make a user for daily work.
      </Alert>
      <MyPassword />
      <MfaDevices owner={ROOT_OWNER} />
      <AccessKeys userName={undefined} createHref={href("/me/access-key")} />
    </SpaceBetween>
  );
}

/** A role and a federated user have no credentials of their own here. */
function Credentials({ identity }: { readonly identity: Identity }) {
  const { kind, original } = identity;
  if (kind === "user") return <UserParts identity={identity} />;
  if (kind === "root") return <RootParts />;
  const back = original === undefined ? "." : `: go back to ${original.name} for yours.`;
  return <Alert type="info">{`A role has no password, keys or devices of its own${back}`}</Alert>;
}
