import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ArnForm } from "./arn-form.tsx";
import { addResources } from "./change-statement.ts";
import type { PartProps } from "./part-props.ts";
import type { ServiceReference } from "./use-service-reference.ts";
import { WrittenValues } from "./written-values.tsx";

interface ResourcesPartProps extends PartProps {
  readonly references: readonly ServiceReference[];
}

/** On what: ARNs, put together of the parts that the service's ARNs have, or typed. */
export function ResourcesPart({ text, statement, onEdit, references }: ResourcesPartProps) {
  const { resources, actions } = statement;
  const written = resources?.values.map((value) => value.text) ?? [];
  const [isAdding, setAdding] = useState(written.length === 0);
  const [typed, setTyped] = useState("");
  const add = (value: string) => onEdit(addResources(text, statement, [value]));
  return (
    <SpaceBetween size="xs">
      <Box variant="h4">{resources?.name === "NotResource" ? "All resources except" : "Resources"}</Box>
      {written.length === 0 && <Box color="text-body-secondary">None yet.</Box>}
      {resources !== undefined && (
        <WrittenValues what="resources" node={resources.node} values={written} onEdit={onEdit} />
      )}
      <ExpandableSection
        headerText="Add resources"
        expanded={isAdding}
        onChange={({ detail }) => setAdding(detail.expanded)}
      >
        <SpaceBetween size="s">
          <Button formAction="none" disabled={written.includes("*")} onClick={() => add("*")}>
            All resources (*)
          </Button>
          <ArnForm references={references} actions={actions.values.map((value) => value.text)} onAdd={add} />
          <div className="rc-visual-row">
            <FormField label="Or an ARN as it is">
              <Input
                value={typed}
                placeholder="arn:aws:s3:::photos/*"
                onChange={({ detail }) => setTyped(detail.value)}
              />
            </FormField>
            <Button
              formAction="none"
              disabled={typed.trim() === ""}
              onClick={() => {
                add(typed.trim());
                setTyped("");
              }}
            >
              Add ARN
            </Button>
          </div>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}
