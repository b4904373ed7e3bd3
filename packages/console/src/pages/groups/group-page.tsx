import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useState } from "react";
import { href, navigate } from "../../app/address.ts";
import type { PageProps } from "../../app/page-row.ts";
import { awsCommand } from "../../patterns/change/aws-command.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { Copyable } from "../../patterns/copyable.tsx";
import { DetailPage } from "../../patterns/detail-page.tsx";
import { tellFact } from "../../patterns/fact.tsx";
import { NotShown } from "../../patterns/not-shown.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { useOperation } from "../../session/use-operation.ts";
import { DeleteGroupDialog } from "./delete-group-dialog.tsx";
import { GroupUsers } from "./group-users.tsx";

const AttachedPolicies = lazy(async () => ({
  default: (await import("../../patterns/permissions/attached-policies.tsx")).AttachedPolicies,
}));

const InlinePolicies = lazy(async () => ({
  default: (await import("../../patterns/permissions/inline-policies.tsx")).InlinePolicies,
}));

/** One group: who is in it, and what it hands them. */
export function GroupPage({ params: { groupName = "" } }: PageProps) {
  const asked = useOperation("iam", "GetGroup", { GroupName: groupName, MaxItems: 1 });
  const [isDeleting, setDeleting] = useState(false);
  const { error } = asked;
  const listHref = href("/iam/groups");
  if (error !== null) return <NotShown kind="group" name={groupName} error={error} listHref={listHref} />;
  const owner = { kind: "group", name: groupName, arn: asked.data?.Group.Arn } as const;
  return (
    <>
      <DetailPage
        name={groupName}
        description="A group hands its policies to its users. It cannot sign in, cannot contain groups, and no trust policy can name it."
        summary={[
          { label: "ARN", value: tellFact(asked, ({ Group }) => <Copyable text={Group.Arn} what="ARN" />) },
          { label: "Path", value: tellFact(asked, ({ Group }) => Group.Path) },
          {
            label: "Creation time",
            value: tellFact(asked, ({ Group }) => <RelativeDate date={Group.CreateDate} />),
          },
        ]}
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <CliButton command={awsCommand("iam", "GetGroup", { GroupName: groupName })} />
            <Button onClick={() => setDeleting(true)}>Delete</Button>
          </SpaceBetween>
        }
        tabs={[
          { id: "users", label: "Users", content: <GroupUsers groupName={groupName} /> },
          {
            id: "permissions",
            label: "Permissions",
            content: (
              <SpaceBetween size="l">
                <Suspense fallback={null}>
                  <AttachedPolicies owner={owner} />
                </Suspense>
                <Suspense fallback={null}>
                  <InlinePolicies owner={owner} />
                </Suspense>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {isDeleting && (
        <DeleteGroupDialog
          groupName={groupName}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigate(listHref)}
        />
      )}
    </>
  );
}
