import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { navigate } from "../../app/address.ts";
import { Loading } from "../../patterns/loading.tsx";
import { type WhoCanQuestion, whoCanHref } from "../../patterns/who-can-question.ts";
import { type ContextRow, contextOf, rowsOf } from "../why/context-of-rows.ts";

const KnownFields = lazy(async () => ({ default: (await import("./known-fields.tsx")).KnownFields }));

interface QuestionFormProps {
  readonly question: Partial<WhoCanQuestion>;
  /** What was answered, beneath the question. */
  readonly children?: ReactNode;
  /** It was begun by a preset, and is to be written on. */
  readonly isBegun?: boolean;
}

/** The question in one line, and what is known of the request folded beneath it. */
export function QuestionForm({ question, children, isBegun = false }: QuestionFormProps) {
  const [action, setAction] = useState(question.action ?? "");
  const [resource, setResource] = useState(question.resource ?? "");
  const [rows, setRows] = useState<readonly ContextRow[]>(rowsOf(question.context));
  const [owner, setOwner] = useState(question.resourceAccountId ?? "");
  const [policy, setPolicy] = useState(question.resourcePolicy ?? "");
  const [isUnfolded, setUnfolded] = useState(false);
  const [isTried, setTried] = useState(false);
  const problems = {
    action: /^[\w-]+:\w+$/.test(action.trim()) ? "" : "An action as s3:GetObject",
    resource: /^(?:arn:|\*$)/.test(resource.trim()) ? "" : "An ARN, or * for anything",
    owner: /^(?:\d{12})?$/.test(ownerId(owner)) ? "" : "The 12 digits of an account",
  };
  const told = (problem: string) => (isTried ? problem : "");
  const ask = () => {
    setTried(true);
    if (Object.values(problems).some(Boolean)) return;
    const { context: _context, resourceAccountId: _owner, resourcePolicy: _policy, ...views } = question;
    const context = contextOf(rows);
    navigate(
      whoCanHref({
        ...views,
        action: action.trim(),
        resource: resource.trim(),
        ...(context !== undefined && { context }),
        ...(owner.trim() !== "" && { resourceAccountId: ownerId(owner) }),
        ...(policy.trim() !== "" && { resourcePolicy: policy }),
      }),
    );
  };
  return (
    <Container>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <SpaceBetween size="s">
          <div className="rc-who-question">
            <FormField label="Who can" errorText={told(problems.action)} stretch>
              <Input
                value={action}
                placeholder="s3:GetObject"
                onChange={({ detail }) => setAction(detail.value)}
              />
            </FormField>
            <FormField label="on" errorText={told(problems.resource)} stretch>
              <Input
                value={resource}
                autoFocus={isBegun}
                placeholder="arn:aws:s3:::bucket/key"
                onChange={({ detail }) => setResource(detail.value)}
              />
            </FormField>
            <div className="rc-who-ask">
              <Button variant="primary" formAction="submit">
                Ask
              </Button>
            </div>
          </div>
          <ExpandableSection
            headerText={`What is known of the request: ${sayKnown(rows, owner, policy)}`}
            expanded={isUnfolded}
            onChange={({ detail }) => setUnfolded(detail.expanded)}
          >
            {isUnfolded && (
              <Suspense fallback={<Loading what="the form" height={200} />}>
                <KnownFields
                  rows={rows}
                  owner={owner}
                  ownerProblem={told(problems.owner)}
                  policy={policy}
                  onRows={setRows}
                  onOwner={setOwner}
                  onPolicy={setPolicy}
                />
              </Suspense>
            )}
          </ExpandableSection>
          {children}
        </SpaceBetween>
      </form>
    </Container>
  );
}

function ownerId(text: string): string {
  return text.replaceAll(/[\s-]/g, "");
}

function sayKnown(rows: readonly ContextRow[], owner: string, policy: string): string {
  const keys = rows.map(({ key }) => key.trim()).filter((key) => key !== "");
  const known = [
    ...keys,
    ...(owner.trim() === "" ? [] : ["the resource's account"]),
    ...(policy.trim() === "" ? [] : ["the resource's policy"]),
  ];
  return known.length === 0 ? "nothing, so that conditions count as “needs”" : known.join(", ");
}
