import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useObservable } from "../../session/observable.ts";
import { sessionStore } from "../../session/session-store.ts";
import { Copyable } from "../copyable.tsx";
import { saveFile } from "../table/download-csv.ts";
import { SecretText } from "./secret-text.tsx";

export interface SignInDetails {
  readonly userName: string;
  readonly password: string;
}

interface SignInDetailsProps {
  readonly details: SignInDetails;
  readonly onTaken: () => void;
}

/** What somebody needs to sign in for the first time, once. */
export function SignInDetailsShown({ details, onTaken }: SignInDetailsProps) {
  const url = useSignInUrl();
  const { userName, password } = details;
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Sign-in URL", value: <Copyable text={url} what="sign-in URL" /> },
          { label: "User name", value: <Copyable text={userName} what="user name" /> },
          { label: "Password", value: <SecretText what="password" text={password} onTaken={onTaken} /> },
        ]}
      />
      <Button
        iconName="download"
        onClick={() => {
          saveFile(`${userName}_credentials.csv`, "text/csv", signInCsv(details, url));
          onTaken();
        }}
      >
        Download .csv file
      </Button>
    </SpaceBetween>
  );
}

/** As AWS's console writes it. */
export function signInCsv({ userName, password }: SignInDetails, url: string): string {
  const quoted = /[",]/.test(password) ? `"${password.replaceAll('"', '""')}"` : password;
  return `User name,Password,Console sign-in URL\r\n${userName},${quoted},${url}\r\n`;
}

/** Of this account, with its alias or id filled in. */
export function useSignInUrl(): string {
  const session = useObservable(sessionStore.state);
  const identity = "identity" in session ? session.identity : undefined;
  const account = identity?.accountAlias ?? identity?.accountId ?? "";
  return `${location.origin}/console/signin?account=${encodeURIComponent(account)}`;
}
