import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { BASE } from "../../app/address.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import { useObservable } from "../../session/observable.ts";
import { sessionStore } from "../../session/session-store.ts";

/** Which account this is, and where its people sign in. */
export function ThisAccount() {
  const session = useObservable(sessionStore.state);
  if (!("identity" in session)) return null;
  const { accountId, accountAlias, accountName } = session.identity;
  const signInUrl = `${location.origin}${BASE}/signin?account=${accountAlias ?? accountId}`;
  return (
    <Container header={<Header variant="h2">This account</Header>}>
      <KeyValuePairs
        columns={1}
        items={[
          { label: "Account ID", value: <Copyable text={formatAccountId(accountId)} what="account ID" /> },
          { label: "Name", value: accountName },
          { label: "Alias", value: accountAlias ?? "None" },
          {
            label: "Sign-in address of its users",
            value: <Copyable text={signInUrl} what="sign-in address" />,
          },
        ]}
      />
    </Container>
  );
}
