import { href } from "../../app/address.ts";
import { EntityLink } from "../../patterns/entity-name.tsx";
import { policyTypeOf } from "../../patterns/managed-policy.ts";
import { policyHref } from "../../patterns/policy-href.ts";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import { EntityTable } from "../../patterns/table/entity-table.tsx";
import type { TablePlan } from "../../patterns/table/table-plan.ts";
import type { OutputOf } from "../../session/call-operation.ts";
import { AllowedInShort } from "./lazy-allowed-in-short.tsx";
import { usedAs } from "./used-as.ts";

type PolicyRow = OutputOf<"rolecall", "SearchPolicies">["Rows"][number];

const POLICIES: TablePlan<PolicyRow> = {
  id: "policies",
  noun: { one: "policy", several: "policies" },
  title: "Policies",
  description:
    "A policy says what may be done. It does nothing until it is attached to a user, a group or a role.",
  model: "SearchPolicies",
  nameOf: ({ Arn }) => Arn,
  columns: [
    {
      id: "PolicyName",
      header: "Policy name",
      cell: ({ PolicyName, Arn }) => <EntityLink name={PolicyName} href={policyHref(Arn)} />,
      text: ({ PolicyName }) => PolicyName,
      isSortable: true,
      minWidth: 220,
    },
    {
      id: "Type",
      header: "Type",
      cell: ({ Arn }) => policyTypeOf(Arn),
      text: ({ Arn }) => policyTypeOf(Arn),
      isSortable: true,
    },
    { id: "UsedAs", header: "Used as", cell: usedAs, text: usedAs, isSortable: true },
    {
      id: "Document",
      header: "What it allows",
      cell: ({ Document }) => <AllowedInShort document={Document} />,
      text: ({ Document = "" }) => Document,
      minWidth: 260,
    },
    {
      id: "DefaultVersionId",
      header: "Default version",
      cell: ({ DefaultVersionId = "–" }) => DefaultVersionId,
      text: ({ DefaultVersionId = "" }) => DefaultVersionId,
      isOptional: true,
    },
    {
      id: "UpdateDate",
      header: "Updated",
      cell: ({ UpdateDate }) => <RelativeDate date={UpdateDate} />,
      text: ({ UpdateDate = "" }) => UpdateDate,
      isSortable: true,
      isOptional: true,
    },
    {
      id: "Tags",
      header: "Tags",
      cell: ({ Tags = [] }) => tagsOf(Tags) || "–",
      text: ({ Tags = [] }) => tagsOf(Tags),
      isOptional: true,
    },
  ],
  filters: [
    { key: "Type", label: "Type", groupLabel: "Types", operators: ["="] },
    { key: "Action", label: "May allow the action", groupLabel: "Actions", operators: ["="] },
    { key: "UsedAs", label: "Used as", groupLabel: "Uses", operators: ["="] },
    { key: "Path", label: "Path", groupLabel: "Paths" },
    { key: "Tags", label: "Tag", groupLabel: "Tags" },
    { key: "Finding", label: "Finding", groupLabel: "Findings", operators: ["="] },
  ],
  searched: "Names, descriptions, tags, and the actions that they may allow,",
  create: { text: "Create policy", href: href("/iam/policies/create") },
  cli: "aws iam list-policies",
};

function tagsOf(tags: NonNullable<PolicyRow["Tags"]>): string {
  return tags.map(({ Key, Value }) => (Value === "" ? Key : `${Key} = ${Value}`)).join(", ");
}

/** AWS's policies and the account's own. */
export function PoliciesPage() {
  return <EntityTable plan={POLICIES} />;
}
