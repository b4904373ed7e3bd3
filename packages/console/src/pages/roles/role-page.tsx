import Button from "@cloudscape-design/components/button";
import { lazy, Suspense, useState } from "react";
import type { PageProps } from "../../app/page-row.ts";
import { DetailPage, type DetailTab } from "../../patterns/detail-page.tsx";
import { EntityName } from "../../patterns/entity-name.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { Region } from "../../patterns/region.tsx";
import { useTab } from "../../patterns/use-tab.ts";
import { useOperation } from "../../session/use-operation.ts";
import { EditRole } from "./edit-role.tsx";
import type { RoleFacts } from "./role-facts.ts";
import { RoleOverview } from "./role-overview.tsx";
import { useRoleSummary } from "./role-summary.tsx";
import { useRolePolicies } from "./use-role-policies.ts";

const RoleActions = lazy(async () => ({ default: (await import("./role-actions.tsx")).RoleActions }));

const TagsTab = lazy(async () => ({ default: (await import("./tags-tab.tsx")).TagsTab }));

const SessionsTab = lazy(async () => ({ default: (await import("./sessions-tab.tsx")).SessionsTab }));

const LastAccessedTab = lazy(async () => ({
  default: (await import("./last-accessed-tab.tsx")).LastAccessedTab,
}));

const TrustTab = lazy(async () => ({ default: (await import("./trust-tab.tsx")).TrustTab }));

const PermissionsTab = lazy(async () => ({
  default: (await import("./permissions-tab.tsx")).PermissionsTab,
}));

/** One role: a sentence, a picture, its facts, and what can be changed of it. */
export function RolePage({ params: { roleName = "" } }: PageProps) {
  const query = useOperation("iam", "GetRole", { RoleName: roleName });
  if (query.data !== undefined && query.error === null) return <Role role={query.data.Role} />;
  return (
    <PageContent title={<EntityName name={roleName} />}>
      <Region
        query={query}
        what={`the role ${roleName}`}
        entity={{ kind: "role", name: roleName }}
        height={400}
      >
        {() => null}
      </Region>
    </PageContent>
  );
}

const TABS = ["permissions", "trust", "tags", "last-accessed", "sessions"];

function Role({ role }: { readonly role: RoleFacts }) {
  const [isEditing, setEditing] = useState(false);
  const [tab] = useTab(TABS);
  const summary = useRoleSummary(role);
  const { data: policies } = useRolePolicies(role.RoleName);
  return (
    <>
      <DetailPage
        name={role.RoleName}
        actions={
          <Suspense fallback={null}>
            <RoleActions role={role} />
          </Suspense>
        }
        top={<RoleOverview role={role} tab={tab} />}
        summary={summary}
        summaryActions={<Button onClick={() => setEditing(true)}>Edit</Button>}
        tabs={tabsOf(role, policies?.length)}
      />
      {isEditing && <EditRole role={role} onClose={() => setEditing(false)} />}
    </>
  );
}

/** AWS's tabs of a role. */
function tabsOf(role: RoleFacts, policies: number | undefined): readonly DetailTab[] {
  return [
    {
      id: "permissions",
      label: policies === undefined ? "Permissions" : `Permissions (${policies})`,
      content: (
        <Suspense fallback={null}>
          <PermissionsTab role={role} />
        </Suspense>
      ),
    },
    {
      id: "trust",
      label: "Trust relationships",
      content: (
        <Suspense fallback={null}>
          <TrustTab role={role} />
        </Suspense>
      ),
    },
    {
      id: "tags",
      label: `Tags (${role.Tags?.length ?? 0})`,
      content: (
        <Suspense fallback={null}>
          <TagsTab roleName={role.RoleName} />
        </Suspense>
      ),
    },
    {
      id: "last-accessed",
      label: "Last accessed",
      content: (
        <Suspense fallback={null}>
          <LastAccessedTab role={role} />
        </Suspense>
      ),
    },
    {
      id: "sessions",
      label: "Sessions",
      content: (
        <Suspense fallback={null}>
          <SessionsTab role={role} />
        </Suspense>
      ),
    },
  ];
}
