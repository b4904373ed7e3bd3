import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Link from "@cloudscape-design/components/link";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { href } from "../../app/address.ts";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { LazyJsonEditor } from "../../patterns/policy-editor/lazy-json-editor.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type InputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import { limitKindOf } from "./limit-kinds.ts";
import type { TreeNode } from "./organization-tree.ts";
import { POLICY_TYPES } from "./policy-types.ts";
import { readTokens } from "./read-tokens.ts";
import { type AttachedDocument, type EffectiveValue, originsOf } from "./value-origins.ts";

type EffectiveType = InputOf<"organizations", "DescribeEffectivePolicy">["PolicyType"];
type ListedType = InputOf<"organizations", "ListPoliciesForTarget">["Filter"];

/** Types that come to one document for an account; guard-rails do not, each stands by itself. */
const OPTIONS = POLICY_TYPES.filter(({ value }) => limitKindOf(value) === undefined).map(
  ({ value, label, meaning }) => ({ value, label, description: meaning }),
);

interface EffectivePoliciesProps {
  readonly accountId: string;
  /** From the root down to the account. */
  readonly way: readonly TreeNode[];
}

/** What the management policies over an account come to, and which of them each value is of. */
export function EffectivePolicies({ accountId, way }: EffectivePoliciesProps) {
  const [type, setType] = useState<string>(OPTIONS[0]?.value ?? "");
  return (
    <SpaceBetween size="m">
      <FormField
        label="Type"
        description="Policies of one type from the root down to the account are merged into one document."
      >
        <Select
          selectedOption={OPTIONS.find(({ value }) => value === type) ?? null}
          options={OPTIONS}
          onChange={({ detail }) => setType(detail.selectedOption.value ?? "")}
        />
      </FormField>
      <EffectivePolicy key={type} accountId={accountId} way={way} type={type} />
    </SpaceBetween>
  );
}

function EffectivePolicy({ accountId, way, type }: EffectivePoliciesProps & { readonly type: string }) {
  const effective = useOperation("organizations", "DescribeEffectivePolicy", {
    PolicyType: type as EffectiveType,
    TargetId: accountId,
  });
  const attached = useAttachedDocuments(way, type);
  if (effective.error?.code === "EffectivePolicyNotFoundException")
    return <Box>No policy of this type reaches the account.</Box>;
  const error = effective.error ?? attached.error;
  if (error !== null) return <Failed what="The effective policy could not be read." error={error} />;
  if (effective.data === undefined || attached.data === undefined)
    return <Loading what="the effective policy" />;
  const text = prettyDocument(effective.data.EffectivePolicy?.PolicyContent ?? "{}");
  return (
    <SpaceBetween size="m">
      <LazyJsonEditor text={text} label="Effective policy" />
      <Values values={originsOf(text, attached.data)} />
    </SpaceBetween>
  );
}

function Values({ values }: { readonly values: readonly EffectiveValue[] }) {
  return (
    <Table<EffectiveValue>
      variant="embedded"
      wrapLines
      items={[...values]}
      trackBy={({ path, value }) => `${path} ${value}`}
      ariaLabels={{ tableLabel: "Where each value comes from" }}
      empty="The document says nothing."
      columnDefinitions={[
        { id: "path", header: "Setting", cell: ({ path }) => path, isRowHeader: true },
        { id: "value", header: "Value", cell: ({ value }) => <code>{value}</code> },
        {
          id: "policy",
          header: "From the policy",
          cell: ({ origin }) =>
            origin === undefined ? (
              "–"
            ) : (
              <Link href={href("/organization/policies/:policyId", { policyId: origin.policyId })}>
                {origin.policyName}
              </Link>
            ),
        },
        { id: "at", header: "Attached to", cell: ({ origin }) => origin?.at ?? "–" },
      ]}
    />
  );
}

/** The policies of a type on the way down, the root's first. */
function useAttachedDocuments(way: readonly TreeNode[], type: string) {
  return useQuery<readonly AttachedDocument[], ApiError>({
    queryKey: ["organizations", "documents on the way", type, way.map(({ id }) => id)],
    queryFn: async ({ signal }) => {
      const found: AttachedDocument[] = [];
      for (const { id: TargetId, name } of way) {
        const input = { TargetId, Filter: type as ListedType };
        const policies = await readTokens("ListPoliciesForTarget", input, ({ Policies }) => Policies, signal);
        for (const { Id: PolicyId = "", Name = PolicyId } of policies) {
          const { Policy } = await callOperation("organizations", "DescribePolicy", { PolicyId }, signal);
          found.push({ policyId: PolicyId, policyName: Name, at: name, content: Policy?.Content ?? "" });
        }
      }
      return found;
    },
    enabled: way.length > 0,
  });
}
