import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ActionPicker } from "./action-picker.tsx";
import { addValues, placesOf, removeValue } from "./change-statement.ts";
import { servicesOf } from "./covered-actions.ts";
import type { PartProps } from "./part-props.ts";
import { WrittenValues } from "./written-values.tsx";

/** What may be done, or what may not; of NotAction everything but that. */
export function ActionsPart({ text, statement, onEdit }: PartProps) {
  const { actions } = statement;
  const written = actions.values.map((value) => value.text);
  const [service, setService] = useState(servicesOf(written)[0]);
  const [isAdding, setAdding] = useState(written.length === 0);
  return (
    <SpaceBetween size="xs">
      <Box variant="h4">{actions.name === "Action" ? "Actions" : "All actions except"}</Box>
      {written.length === 0 && <Box color="text-body-secondary">None yet.</Box>}
      <WrittenValues what="actions" node={actions.node} values={written} onEdit={onEdit} />
      <ExpandableSection
        headerText="Add actions"
        expanded={isAdding}
        onChange={({ detail }) => setAdding(detail.expanded)}
      >
        <ActionPicker
          service={service}
          onService={setService}
          chosen={written}
          takesPatterns
          onAdd={(values) => onEdit(addValues(text, actions.node, values))}
          onTake={(action) => {
            const [at] = placesOf(actions, new Set([action.toLowerCase()]));
            if (at !== undefined) onEdit(removeValue(actions.node, at));
          }}
        />
      </ExpandableSection>
    </SpaceBetween>
  );
}
