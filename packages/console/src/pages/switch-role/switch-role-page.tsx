import { PageContent } from "../../patterns/page-content.tsx";
import { SwitchRoleForm } from "./switch-role-form.tsx";

/** AWS's page and address: a form, also where a link filled it. It never switches by itself. */
export function SwitchRolePage() {
  return (
    <PageContent
      title="Switch role"
      description="Your own permissions rest while you are the role. You go back at any time."
    >
      <SwitchRoleForm />
    </PageContent>
  );
}
