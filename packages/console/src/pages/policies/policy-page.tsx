import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useState } from "react";
import type { PageProps } from "../../app/page-row.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import { DetailPage } from "../../patterns/detail-page.tsx";
import { isAwsManaged, policyTypeOf } from "../../patterns/managed-policy.ts";
import { Region } from "../../patterns/region.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { whoCanHref } from "../../patterns/who-can-question.ts";
import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import { DeletePolicy } from "./delete-policy.tsx";
import { PolicyLastAccessed } from "./policy-last-accessed.tsx";
import { PolicyPermissions } from "./policy-permissions.tsx";

const PolicyTags = lazy(async () => ({ default: (await import("./policy-tags.tsx")).PolicyTags }));

const PolicyEntities = lazy(async () => ({
  default: (await import("./policy-entities.tsx")).PolicyEntities,
}));

const PolicyVersions = lazy(async () => ({
  default: (await import("./policy-versions.tsx")).PolicyVersions,
}));

type Policy = NonNullable<OutputOf<"iam", "GetPolicy">["Policy"]>;

/** A managed policy: what it allows, in words and in JSON, whom it is attached to, and its versions. */
export function PolicyPage({ params: { policyArn = "" } }: PageProps) {
  const query = useOperation("iam", "GetPolicy", { PolicyArn: policyArn });
  const [isDeleting, setDeleting] = useState(false);
  const name = policyArn.split("/").at(-1) ?? policyArn;
  return (
    <Region query={query} what="the policy" entity={{ kind: "policy", name }}>
      {({ Policy: policy = {} }) => (
        <>
          <PolicyDetail
            policy={policy}
            policyArn={policyArn}
            name={name}
            onDelete={() => setDeleting(true)}
          />
          {isDeleting && (
            <DeletePolicy policyArn={policyArn} name={name} onClose={() => setDeleting(false)} />
          )}
        </>
      )}
    </Region>
  );
}

interface PolicyDetailProps {
  readonly policy: Policy;
  readonly policyArn: string;
  readonly name: string;
  readonly onDelete: () => void;
}

function PolicyDetail({ policy, policyArn, name, onDelete }: PolicyDetailProps) {
  const { AttachmentCount = 0, PermissionsBoundaryUsageCount = 0, Description = "", Tags = [] } = policy;
  return (
    <DetailPage
      name={name}
      actions={
        isAwsManaged(policyArn) ? undefined : (
          <SpaceBetween size="xs" direction="horizontal">
            <Button href={whoCanHref({ action: "iam:CreatePolicyVersion", resource: policyArn })}>
              Who can change it?
            </Button>
            <Button onClick={onDelete}>Delete</Button>
          </SpaceBetween>
        )
      }
      summary={[
        { label: "ARN", value: <Copyable text={policyArn} what="ARN" /> },
        { label: "Type", value: policyTypeOf(policyArn) },
        { label: "Updated", value: <RelativeDate date={policy.UpdateDate} /> },
        { label: "Attached to", value: `${AttachmentCount} users, groups and roles` },
        { label: "Boundary of", value: `${PermissionsBoundaryUsageCount} users and roles` },
        { label: "Description", value: Description === "" ? "–" : Description },
      ]}
      tabs={[
        {
          id: "permissions",
          label: "Permissions",
          content: <PolicyPermissions policyArn={policyArn} versionId={policy.DefaultVersionId ?? ""} />,
        },
        {
          id: "entities",
          label: `Attached entities (${AttachmentCount + PermissionsBoundaryUsageCount})`,
          content: (
            <Suspense fallback={null}>
              <PolicyEntities policyArn={policyArn} />
            </Suspense>
          ),
        },
        {
          id: "versions",
          label: "Versions",
          content: (
            <Suspense fallback={null}>
              <PolicyVersions policyArn={policyArn} />
            </Suspense>
          ),
        },
        {
          id: "last-accessed",
          label: "Last accessed",
          content: <PolicyLastAccessed policyArn={policyArn} />,
        },
        {
          id: "tags",
          label: `Tags (${Tags.length})`,
          content: (
            <Suspense fallback={null}>
              <PolicyTags policyArn={policyArn} />
            </Suspense>
          ),
        },
      ]}
    />
  );
}
