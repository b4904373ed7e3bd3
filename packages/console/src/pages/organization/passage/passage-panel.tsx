import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Failed } from "../../../patterns/failed.tsx";
import { whyQuestionHref } from "../../../patterns/why-question.ts";
import type { OrganizationTree, TreeNode } from "../organization-tree.ts";
import { type Hindrance, loadAskOrganization, type PassageQuestion } from "./asking.ts";
import { useGuardRails } from "./guard-rails.ts";
import { sayHindrance } from "./say-hindrance.ts";

interface PassagePanelProps {
  readonly tree: OrganizationTree;
  /** From the root down to the account, both included. */
  readonly way: readonly TreeNode[];
}

/** Whether the organization would let a request of an account through: answered at once, here, by the engine. */
export function PassagePanel({ tree, way }: PassagePanelProps) {
  const account = way.at(-1);
  const [action, setAction] = useState("");
  const [given, setGiven] = useState<Given>({ region: "", key: "", value: "" });
  if (account?.kind !== "account" || account.id === tree.managementAccountId) return null;
  const question = {
    organizationId: tree.organizationId,
    accountId: account.id,
    action: action.trim(),
    context: contextOf(given),
  };
  return (
    <section aria-label="Would the organization let it through?">
      <SpaceBetween size="xs">
        <FormField
          label="Would the organization let it through?"
          description="Root user included. The account's own policies are not asked here."
          constraintText="An action: s3:DeleteObject"
        >
          <Input
            value={action}
            placeholder="service:Operation"
            spellcheck={false}
            onChange={({ detail }) => setAction(detail.value)}
          />
        </FormField>
        <ExpandableSection headerText="What else is known of the request">
          <GivenFields given={given} onChange={setGiven} />
        </ExpandableSection>
        <Answer way={way} question={question} />
        <Box color="text-body-secondary" fontSize="body-s">
          Not limited by any of this: the management account, and service-linked roles.
        </Box>
      </SpaceBetween>
    </section>
  );
}

interface Given {
  readonly region: string;
  readonly key: string;
  readonly value: string;
}

function contextOf({ region, key, value }: Given): PassageQuestion["context"] {
  return {
    ...(region.trim() !== "" && { "aws:RequestedRegion": region.trim() }),
    ...(key.trim() !== "" && { [key.trim()]: value }),
  };
}

const FIELDS = [
  { name: "region", label: "Region", placeholder: "eu-central-1" },
  { name: "key", label: "Condition key", placeholder: "aws:PrincipalTag/BreakGlass" },
  { name: "value", label: "Its value", placeholder: "" },
] as const;

function GivenFields({
  given,
  onChange,
}: {
  readonly given: Given;
  readonly onChange: (given: Given) => void;
}) {
  return (
    <SpaceBetween size="xs">
      {FIELDS.map(({ name, label, placeholder }) => (
        <FormField key={name} label={label}>
          <Input
            value={given[name]}
            placeholder={placeholder}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...given, [name]: detail.value })}
          />
        </FormField>
      ))}
    </SpaceBetween>
  );
}

/** As a policy names one operation. */
const ACTION = /^[a-z0-9-]{1,64}:[A-Za-z0-9]{1,128}$/i;

function Answer({
  way,
  question: typed,
}: {
  readonly way: readonly TreeNode[];
  readonly question: PassageQuestion;
}) {
  const question = useDeferredValue(typed);
  const { data: stops, error } = useGuardRails(way);
  const { data: askOrganization } = useQuery({
    queryKey: ["the engine", "ask organization"],
    queryFn: loadAskOrganization,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  if (error !== null) return <Failed what="The guard-rails could not be read." error={error} />;
  if (question.action === "") return null;
  if (!ACTION.test(question.action))
    return (
      <StatusIndicator type="info">An action is a service and an operation: s3:GetObject</StatusIndicator>
    );
  if (stops === undefined || askOrganization === undefined)
    return <StatusIndicator type="loading">Reading the guard-rails</StatusIndicator>;
  return <Hindrances found={askOrganization(stops, question)} question={question} />;
}

function Hindrances({
  found,
  question: { accountId, action, context },
}: {
  readonly found: readonly Hindrance[];
  readonly question: PassageQuestion;
}) {
  const why = whyQuestionHref({
    principal: `arn:aws:iam::${accountId}:root`,
    action,
    resource: "*",
    context,
  });
  return (
    <div role="status">
      {found.length === 0 && <StatusIndicator>Every level lets it through.</StatusIndicator>}
      {found.map((hindrance) => (
        <Box key={`${hindrance.stopName} ${hindrance.kind} ${hindrance.policyNames.join()}`}>
          <StatusIndicator type={hindrance.outcome === "denied" ? "error" : "warning"}>
            {sayHindrance(hindrance)}
          </StatusIndicator>
        </Box>
      ))}
      {found.length > 0 && <Link href={why}>Why?</Link>}
    </div>
  );
}
