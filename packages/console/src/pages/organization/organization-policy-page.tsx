import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useMemo, useState } from "react";
import { href, navigateUnasked } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import type { PageProps } from "../../app/page-row.ts";
import { changeStep } from "../../patterns/change/change-step.ts";
import { DeletionDialog } from "../../patterns/change/deletion-dialog.tsx";
import { Copyable } from "../../patterns/copyable.tsx";
import { EntityName } from "../../patterns/entity-name.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { LazyJsonEditor } from "../../patterns/policy-editor/lazy-json-editor.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import { useOperation } from "../../session/use-operation.ts";
import { describeLimit } from "./describe-limit.ts";
import { limitKindOf } from "./limit-kinds.ts";
import { POLICY_TYPES } from "./policy-types.ts";

const PolicyTargets = lazy(async () => ({ default: (await import("./policy-targets.tsx")).PolicyTargets }));

const EditOrganizationPolicy = lazy(async () => ({
  default: (await import("./edit-organization-policy.tsx")).EditOrganizationPolicy,
}));

/** One policy of the organization: what it says, and where it is attached. */
export function OrganizationPolicyPage({ params: { policyId = "" } }: PageProps) {
  const { data, error } = useOperation("organizations", "DescribePolicy", { PolicyId: policyId });
  const [dialog, setDialog] = useState<"delete" | "edit">();
  const { Content: content = "", PolicySummary: summary } = data?.Policy ?? {};
  const {
    Name: name = policyId,
    Type: type = "",
    Arn: arn = "",
    Description: description = "",
  } = summary ?? {};
  const text = useMemo(() => prettyDocument(content), [content]);
  const isOwn = summary !== undefined && summary.AwsManaged !== true;
  return (
    <PageContent
      title={<EntityName name={name} />}
      actions={
        isOwn && (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setDialog("delete")}>Delete</Button>
            <Button onClick={() => setDialog("edit")}>Edit</Button>
          </SpaceBetween>
        )
      }
    >
      {error !== null && <Failed what="The policy could not be read." error={error} />}
      {summary !== undefined && (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">Summary</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: "ARN", value: <Copyable text={arn} what="ARN" /> },
                { label: "Type", value: POLICY_TYPES.find(({ value }) => value === type)?.label ?? type },
                { label: "Description", value: description === "" ? "–" : description },
              ]}
            />
          </Container>
          <Container header={<Header variant="h2">Document</Header>}>
            {dialog === "edit" ? (
              <Suspense fallback={null}>
                <EditOrganizationPolicy
                  policyId={policyId}
                  type={type}
                  text={text}
                  onClose={() => setDialog(undefined)}
                />
              </Suspense>
            ) : (
              <SpaceBetween size="m">
                <Says content={content} type={type} />
                <LazyJsonEditor text={text} label="Policy document" />
              </SpaceBetween>
            )}
          </Container>
          <Suspense fallback={null}>
            <PolicyTargets policyId={policyId} />
          </Suspense>
        </SpaceBetween>
      )}
      {dialog === "delete" && (
        <DeleteOrganizationPolicy policyId={policyId} name={name} onClose={() => setDialog(undefined)} />
      )}
    </PageContent>
  );
}

function Says({ content, type }: { readonly content: string; readonly type: string }) {
  const reference = useAccessReference();
  const words = reference === undefined ? "" : describeLimit(content, limitKindOf(type), reference);
  return words === "" ? null : <Box>{words}</Box>;
}

interface DeleteProps {
  readonly policyId: string;
  readonly name: string;
  readonly onClose: () => void;
}

function DeleteOrganizationPolicy({ policyId, name, onClose }: DeleteProps) {
  const { data, error } = useOperation("organizations", "ListTargetsForPolicy", { PolicyId: policyId });
  const targets = data?.Targets ?? [];
  const detach = targets.map(({ TargetId = "", Name = TargetId }) =>
    changeStep(`Detach it from ${Name}`, {
      service: "organizations",
      operation: "DetachPolicy",
      input: { PolicyId: policyId, TargetId },
    }),
  );
  const remove = changeStep(`Delete the policy ${name}`, {
    service: "organizations",
    operation: "DeletePolicy",
    input: { PolicyId: policyId },
  });
  const consequences =
    targets.length === 0
      ? ["It is attached nowhere: nothing changes for anybody."]
      : [
          `It is attached to ${targets.map(({ Name = "" }) => Name).join(", ")}: what it forbids there is allowed again.`,
        ];
  return (
    <DeletionDialog
      noun={{ one: "policy", several: "policies" }}
      names={[name]}
      deletion={data === undefined ? undefined : { consequences, steps: [...detach, remove] }}
      error={error}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `The policy ${name} was deleted.` });
        navigateUnasked(href("/organization/policies"));
      }}
    />
  );
}
