import "./switch-role.css";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useSearch } from "../../app/address.ts";
import { PageContent } from "../../patterns/page-content.tsx";
import { KnownRolesList } from "./known-roles-list.tsx";
import { SwitchRoleForm } from "./switch-role-form.tsx";
import { TrustingRoles } from "./trusting-roles.tsx";

/** AWS's page and address: a form, also where a link filled it. It never switches by itself. */
export function SwitchRolePage() {
  // A link to another role begins the form anew.
  const search = useSearch();
  return (
    <PageContent
      title="Switch role"
      description="Your own permissions rest while you are the role. You go back at any time."
    >
      <SpaceBetween size="l">
        <SwitchRoleForm key={search} />
        <KnownRolesList />
        <TrustingRoles />
      </SpaceBetween>
    </PageContent>
  );
}
