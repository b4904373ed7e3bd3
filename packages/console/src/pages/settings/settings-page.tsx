import SpaceBetween from "@cloudscape-design/components/space-between";
import { PageContent } from "../../patterns/page-content.tsx";
import { AccountAlias } from "./account-alias.tsx";
import { PasswordPolicy } from "./password-policy.tsx";

/** What holds for all people of the account: how their passwords have to be, and the name under which they sign in. */
export function SettingsPage() {
  return (
    <PageContent
      title="Account settings"
      description="What holds for everybody who signs in to this account."
    >
      <SpaceBetween size="l">
        <PasswordPolicy />
        <AccountAlias />
      </SpaceBetween>
    </PageContent>
  );
}
