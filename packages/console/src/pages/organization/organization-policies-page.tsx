import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { href, navigate, useSearch } from "../../app/address.ts";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { useAccessReference } from "../../patterns/policy-words/use-access-reference.ts";
import type { InputOf, OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import { CreateOrganizationPolicyDialog } from "./create-organization-policy-dialog.tsx";
import { describeLimit } from "./describe-limit.ts";
import { limitKindOf } from "./limit-kinds.ts";
import { POLICY_TYPES } from "./policy-types.ts";
import { useTokens } from "./read-tokens.ts";
import { TypeSwitchDialog } from "./type-switch-dialog.tsx";

type PolicyType = InputOf<"organizations", "ListPolicies">["Filter"];
type PolicyRow = NonNullable<OutputOf<"organizations", "ListPolicies">["Policies"]>[number];
type Dialog = "create" | "switch";

/** The organization's policies, a type at a time, and whether the type is enabled. */
export function OrganizationPoliciesPage() {
  const type = (new URLSearchParams(useSearch()).get("type") ?? "SERVICE_CONTROL_POLICY") as PolicyType;
  const [dialog, setDialog] = useState<Dialog>();
  const policies = useTokens("ListPolicies", { Filter: type }, ({ Policies }) => Policies);
  const root = useOperation("organizations", "ListRoots", {}).data?.Roots?.[0];
  const isEnabled = root?.PolicyTypes?.some(({ Type, Status }) => Type === type && Status === "ENABLED");
  const known = POLICY_TYPES.find(({ value }) => value === type) ?? POLICY_TYPES[0];
  const close = () => setDialog(undefined);
  return (
    <PageContent title="Policies" description="What holds for whole units of the organization.">
      <SpaceBetween size="l">
        <Select
          selectedOption={known}
          options={[...POLICY_TYPES]}
          ariaLabel="Type of policies"
          onChange={({ detail }) => navigate(`?type=${detail.selectedOption.value}`, { replace: true })}
        />
        <ItemsTable<PolicyRow>
          title={known.label}
          what="policies"
          description={known.meaning}
          asked={policies}
          keyOf={({ Id = "" }) => Id}
          nothing="No policies of this type yet."
          actions={
            <SpaceBetween direction="horizontal" size="xs" alignItems="center">
              <StatusIndicator type={isEnabled === true ? "success" : "stopped"}>
                {isEnabled === true ? "Enabled" : "Not enabled"}
              </StatusIndicator>
              <Button disabled={root === undefined} onClick={() => setDialog("switch")}>
                {isEnabled === true ? "Disable" : "Enable"}
              </Button>
              <Button variant="primary" onClick={() => setDialog("create")}>
                Create policy
              </Button>
            </SpaceBetween>
          }
          columns={[
            { id: "name", header: "Policy name", cell: (row) => <PolicyLink row={row} /> },
            { id: "says", header: "What it says", cell: ({ Id = "" }) => <PolicyInWords policyId={Id} /> },
            { id: "by", header: "Made by", cell: ({ AwsManaged }) => (AwsManaged === true ? "AWS" : "You") },
            { id: "description", header: "Description", cell: ({ Description = "" }) => Description || "–" },
          ]}
        />
      </SpaceBetween>
      {dialog === "create" && <CreateOrganizationPolicyDialog type={type} onClose={close} />}
      {dialog === "switch" && root !== undefined && (
        <TypeSwitchDialog
          rootId={root.Id ?? ""}
          type={type}
          label={known.label}
          isEnabled={isEnabled === true}
          onClose={close}
        />
      )}
    </PageContent>
  );
}

function PolicyLink({ row: { Id = "", Name = Id } }: { readonly row: PolicyRow }) {
  return <Link href={href("/organization/policies/:policyId", { policyId: Id })}>{Name}</Link>;
}

function PolicyInWords({ policyId }: { readonly policyId: string }) {
  const { data } = useOperation("organizations", "DescribePolicy", { PolicyId: policyId });
  const reference = useAccessReference();
  const { Content, PolicySummary } = data?.Policy ?? {};
  if (Content === undefined || reference === undefined) return "–";
  return describeLimit(Content, limitKindOf(PolicySummary?.Type ?? ""), reference) || "–";
}
