import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { LazyPolicyEditor } from "../../patterns/policy-editor/lazy-policy-editor.tsx";
import { PrincipalField } from "./principal-field.tsx";
import type { Question } from "./question.ts";

export interface QuestionProps {
  readonly question: Question;
  readonly onChange: (part: Partial<Question>) => void;
}

const EMPTY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [],
      "Resource": "*"
    }
  ]
}`;

/** Whose policies are asked: somebody's, or one that is written here and that nobody has. */
export function WhoFields({ question, onChange, accountId }: QuestionProps & { readonly accountId: string }) {
  const [isNew, setNew] = useState(question.policy !== "" && question.principal === "");
  return (
    <Container header={<Header variant="h2">Who</Header>}>
      <SpaceBetween size="m">
        <SegmentedControl
          label="Whose policies are asked"
          selectedId={isNew ? "new" : "principal"}
          options={[
            { id: "principal", text: "A user, role or group" },
            { id: "new", text: "A new policy" },
          ]}
          onChange={({ detail }) => {
            setNew(detail.selectedId === "new");
            onChange(
              detail.selectedId === "new"
                ? { principal: "", policy: question.policy || EMPTY }
                : { policy: "" },
            );
          }}
        />
        {isNew ? (
          <LazyPolicyEditor
            text={question.policy}
            onChange={(policy) => onChange({ policy })}
            kind="identity"
            quota="managed"
            accountId={accountId}
          />
        ) : (
          <PrincipalField value={question.principal} onChange={(principal) => onChange({ principal })} />
        )}
      </SpaceBetween>
    </Container>
  );
}
