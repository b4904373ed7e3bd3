import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useState } from "react";
import { href, navigate } from "../../app/address.ts";
import type { PageProps } from "../../app/page-row.ts";
import { awsCommand } from "../../patterns/change/aws-command.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { DetailPage } from "../../patterns/detail-page.tsx";
import { NotShown } from "../../patterns/not-shown.tsx";
import { whoCanHref } from "../../patterns/who-can-question.ts";
import { useOperation } from "../../session/use-operation.ts";
import { DeleteUsersDialog } from "./delete-users-dialog.tsx";
import { CredentialsTab } from "./detail/credentials-tab.tsx";
import { GroupsTab } from "./detail/groups-tab.tsx";
import { TagsTab } from "./detail/tags-tab.tsx";
import { useUserSummary } from "./detail/user-summary.tsx";

const LastAccessed = lazy(async () => ({
  default: (await import("../../patterns/last-accessed/last-accessed.tsx")).LastAccessed,
}));

const PermissionsTab = lazy(async () => ({
  default: (await import("./detail/permissions-tab.tsx")).PermissionsTab,
}));

/** One user: what it is, and all that can be done with it. */
export function UserPage({ params: { userName = "" } }: PageProps) {
  const { data, error } = useOperation("iam", "GetUser", { UserName: userName });
  const listHref = href("/iam/users");
  if (error === null) return <ShownUser userName={userName} user={data?.User} />;
  return <NotShown kind="user" name={userName} error={error} listHref={listHref} />;
}

interface ShownUserProps {
  readonly userName: string;
  readonly user: Parameters<typeof useUserSummary>[1];
}

function ShownUser({ userName, user }: ShownUserProps) {
  const summary = useUserSummary(userName, user);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <>
      <DetailPage
        name={userName}
        summary={summary}
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            {user !== undefined && (
              <Button href={whoCanHref({ principal: user.Arn })}>What can it become?</Button>
            )}
            <CliButton command={awsCommand("iam", "GetUser", { UserName: userName })} />
            <Button onClick={() => setDeleting(true)} disabled={user === undefined}>
              Delete
            </Button>
          </SpaceBetween>
        }
        tabs={[
          {
            id: "permissions",
            label: "Permissions",
            content: user !== undefined && (
              <Suspense fallback={null}>
                <PermissionsTab user={user} />
              </Suspense>
            ),
          },
          { id: "groups", label: "Groups", content: <GroupsTab userName={userName} /> },
          { id: "tags", label: "Tags", content: <TagsTab userName={userName} /> },
          {
            id: "credentials",
            label: "Security credentials",
            content: <CredentialsTab userName={userName} />,
          },
          {
            id: "last-accessed",
            label: "Last accessed",
            content: user !== undefined && (
              <Suspense fallback={null}>
                <LastAccessed arn={user.Arn} />
              </Suspense>
            ),
          },
        ]}
      />
      {isDeleting && (
        <DeleteUsersDialog
          userNames={[userName]}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate(href("/iam/users"))}
        />
      )}
    </>
  );
}
