import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { whyQuestionHref } from "../../patterns/why-question.ts";
import type { Decided, Matched } from "./simulate.ts";

interface DecisionTableProps {
  readonly decided: readonly Decided[];
  /** Empty for a policy that was written here: nobody has it. */
  readonly principal: string;
  readonly context: Readonly<Record<string, string>>;
}

const DECISIONS: Readonly<
  Record<Decided["decision"], { readonly type: StatusIndicatorProps.Type; readonly words: string }>
> = {
  allowed: { type: "success", words: "Allowed" },
  explicitDeny: { type: "error", words: "Denied explicitly" },
  implicitDeny: { type: "stopped", words: "Not allowed" },
};

/** What was decided about each action on each resource, and by which statements. */
export function DecisionTable({ decided, principal, context }: DecisionTableProps) {
  const allowed = decided.filter(({ decision }) => decision === "allowed").length;
  const hasWhy = /:(?:user|role)\//.test(principal);
  return (
    <Table<Decided>
      variant="container"
      wrapLines
      items={[...decided]}
      trackBy={({ action, resource }) => `${action} ${resource}`}
      ariaLabels={{ tableLabel: "Results" }}
      header={
        <Header
          variant="h2"
          counter={`(${decided.length})`}
          description={`${allowed} allowed, ${decided.length - allowed} not. A request is decided by the same engine; what it brings besides may differ.`}
        >
          Results
        </Header>
      }
      columnDefinitions={[
        { id: "action", header: "Action", cell: ({ action }) => action, isRowHeader: true },
        {
          id: "resource",
          header: "Resource",
          cell: ({ resource }) => <span className="rc-whole-name">{resource}</span>,
        },
        {
          id: "decision",
          header: "Decision",
          minWidth: 170,
          cell: ({ decision }) => (
            <StatusIndicator type={DECISIONS[decision].type}>{DECISIONS[decision].words}</StatusIndicator>
          ),
        },
        { id: "statements", header: "Statements", cell: ({ matched }) => <Statements matched={matched} /> },
        { id: "limits", header: "Boundary, organization", cell: limitsOf },
        {
          id: "missing",
          header: "Not given",
          cell: ({ missingKeys }) => (missingKeys.length === 0 ? "–" : missingKeys.join(", ")),
        },
        ...(hasWhy
          ? [
              {
                id: "why",
                header: "Why?",
                cell: ({ action, resource }: Decided) => (
                  <Link href={whyQuestionHref({ principal, action, resource, context })}>
                    Why? <span className="sr">{`${action} on ${resource}`}</span>
                  </Link>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Statements({ matched }: { readonly matched: readonly Matched[] }) {
  if (matched.length === 0) return "None is about it";
  return (
    <ul className="rc-names">
      {matched.map(({ SourcePolicyId = "", SourcePolicyType = "", StartPosition, EndPosition }, at) => (
        <li
          key={at}
        >{`${SourcePolicyId} (${SourcePolicyType}), ${linesOf(StartPosition?.Line, EndPosition?.Line)}`}</li>
      ))}
    </ul>
  );
}

function linesOf(from = 1, to = from): string {
  return from === to ? `line ${from}` : `lines ${from}–${to}`;
}

function limitsOf({ allowedByBoundary, allowedByOrganization }: Decided): string {
  const parts = [
    ...(allowedByBoundary === undefined
      ? []
      : [`The boundary ${allowedByBoundary ? "lets it" : "does not let it"}.`]),
    ...(allowedByOrganization === undefined
      ? []
      : [`The organization ${allowedByOrganization ? "lets it" : "does not let it"}.`]),
  ];
  return parts.length === 0 ? "–" : parts.join(" ");
}
