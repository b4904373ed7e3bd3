import ColumnLayout from "@cloudscape-design/components/column-layout";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Link from "@cloudscape-design/components/link";
import type { ReactNode } from "react";
import { addressOfPasted } from "../../app/pasted.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import type { ExplainedKeys, Why } from "./use-why.ts";
import type { Asked, WhyQuestion } from "./why-link.ts";

interface RequestFactsProps {
  readonly question: WhyQuestion;
  readonly keys: ExplainedKeys;
  readonly asked: Asked;
  readonly permissions: Why["permissions"];
}

const SOURCES: Readonly<Record<Asked["kind"], string>> = {
  nothing: "Form",
  question: "Question",
  denial: "Kept denial",
  event: "Audit event",
  message: "Encoded message",
};

/** Who wanted what, on what, and with which condition keys. */
export function RequestFacts({ question, keys, asked, permissions = [] }: RequestFactsProps) {
  const { principal, action, resource } = question;
  const others = permissions.filter((each) => each.Action !== action || each.Resource !== resource);
  return (
    <div>
      <ColumnLayout columns={4} minColumnWidth={150}>
        <Fact name="Who">{nameOf(principal)}</Fact>
        <Fact name="Wanted to">
          <code>{action}</code>
        </Fact>
        <Fact name="On">
          {resource === "*" ? "Nothing in particular (*)" : <Copyable text={resource} what="resource" />}
        </Fact>
        <Fact name="Came from">{SOURCES[asked.kind]}</Fact>
      </ColumnLayout>
      <ExpandableSection headerText={`${keys.length} condition ${keys.length === 1 ? "key" : "keys"}`}>
        <KeyTable keys={keys} />
      </ExpandableSection>
      {others.length > 0 && (
        <ExpandableSection
          headerText={`It needed ${others.length} more ${others.length === 1 ? "permission" : "permissions"}`}
        >
          <ul>
            {others.map(({ Action, Resource, Decision }) => (
              <li key={`${Action} ${Resource}`}>
                <code>{Action}</code> on <code>{Resource}</code>
                {Decision !== undefined && `: ${DECISIONS[Decision] ?? Decision}`}
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
    </div>
  );
}

const DECISIONS: Readonly<Record<string, string>> = {
  allowed: "allowed",
  explicitDeny: "denied",
  implicitDeny: "not allowed",
};

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="rc-why-fact">
      <span className="rc-quiet">{name}</span>
      <div>{children}</div>
    </div>
  );
}

function nameOf(principal: string): ReactNode {
  const page = addressOfPasted(principal);
  const [, session] = /:assumed-role\/[^/]+\/(.+)$/.exec(principal) ?? [];
  const name =
    /:assumed-role\/([^/]+)\//.exec(principal)?.[1] ??
    principal.slice(Math.max(principal.lastIndexOf("/"), principal.lastIndexOf(":")) + 1);
  return (
    <>
      {page === undefined ? <b>{name}</b> : <Link href={page}>{name}</Link>}
      {session !== undefined && ` as ${session}`}
    </>
  );
}

function KeyTable({ keys }: { readonly keys: ExplainedKeys }) {
  return (
    <div className="rc-why-keys">
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Value</th>
            <th scope="col">Where it came from</th>
          </tr>
        </thead>
        <tbody>
          {keys.map(({ Key, Values, Source }) => (
            <tr key={Key}>
              <td>
                <code>{Key}</code>
              </td>
              <td>{Values.length === 0 ? "(none)" : Values.join(", ")}</td>
              <td>{Source === "Given" ? "given" : `the ${Source.toLowerCase()}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
