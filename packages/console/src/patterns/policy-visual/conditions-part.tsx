import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { addCondition, removeCondition } from "./change-statement.ts";
import { ConditionForm } from "./condition-form.tsx";
import type { PartProps } from "./part-props.ts";
import type { ServiceReference } from "./use-service-reference.ts";
import { WrittenValues } from "./written-values.tsx";

interface ConditionsPartProps extends PartProps {
  readonly references: readonly ServiceReference[];
}

/** When alone: each condition must hold; of several values of one, any. */
export function ConditionsPart({ text, statement, onEdit, references }: ConditionsPartProps) {
  const { conditions } = statement;
  return (
    <SpaceBetween size="xs">
      <Box variant="h4">Conditions</Box>
      {conditions.length === 0 && <Box color="text-body-secondary">None: it holds always.</Box>}
      {conditions.map((condition) => {
        const { operator, key, node, values } = condition;
        return (
          <div key={`${operator} ${key}`}>
            <SpaceBetween direction="horizontal" size="xs" alignItems="center">
              <span>
                <b>{key}</b> {operator}
              </span>
              <Button
                formAction="none"
                variant="inline-link"
                ariaLabel={`Remove the condition on ${key}`}
                onClick={() => onEdit(removeCondition(statement, condition))}
              >
                Remove
              </Button>
            </SpaceBetween>
            <WrittenValues
              what={`values of ${key}`}
              node={node}
              values={values.map((value) => value.text)}
              onEdit={onEdit}
            />
          </div>
        );
      })}
      <ExpandableSection headerText="Add a condition or a value">
        <ConditionForm
          references={references}
          onAdd={(condition) => onEdit(addCondition(text, statement, condition))}
        />
      </ExpandableSection>
    </SpaceBetween>
  );
}
