import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type KeyboardEvent, useMemo } from "react";
import { addStatement, removeStatement } from "./change-statement.ts";
import { HiddenCard } from "./hidden-card.tsx";
import { readVisual } from "./read-visual.ts";
import { StatementCard } from "./statement-card.tsx";
import { applyEdit, type TextEdit } from "./text-edit.ts";
import "./policy-visual.css";

interface VisualEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** Leads to a place in the JSON. */
  readonly onEditJson: (offset: number) => void;
}

/**
 * The statements of a document, each with its parts to choose. INVARIANT: the text is the document: each change is made in it, in
 * place, and what is not changed is not written anew.
 */
export function VisualEditor({ text, onChange, onEditJson }: VisualEditorProps) {
  const read = useMemo(() => readVisual(text), [text]);
  if (!read.ok)
    return (
      <Alert
        type="warning"
        header="The document cannot be shown by parts yet"
        action={
          <Button formAction="none" onClick={() => onEditJson(read.offset)}>
            Edit as JSON
          </Button>
        }
      >
        {read.why}
      </Alert>
    );
  const apply = (edit: TextEdit) => onChange(applyEdit(text, edit));
  return (
    <section aria-label="Statements" onKeyDown={keepForm}>
      <SpaceBetween size="m">
        {read.statements.map((statement, at) => {
          const onRemove = () => apply(removeStatement(read, at));
          const onJson = () => onEditJson(statement.node.start);
          return statement.kind === "hidden" ? (
            <HiddenCard
              key={at}
              at={at}
              text={text}
              statement={statement}
              onJson={onJson}
              onRemove={onRemove}
            />
          ) : (
            <StatementCard
              key={at}
              at={at}
              text={text}
              statement={statement}
              onEdit={apply}
              onJson={onJson}
              onRemove={onRemove}
            />
          );
        })}
        <Button formAction="none" iconName="add-plus" onClick={() => apply(addStatement(text, read))}>
          Add statement
        </Button>
      </SpaceBetween>
    </section>
  );
}

/** Enter in a field of a part does not send the form around the editor. */
function keepForm(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
}
