import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Failed } from "../failed.tsx";
import { ActionsPart } from "./actions-part.tsx";
import { setEffect } from "./change-statement.ts";
import { ConditionsPart } from "./conditions-part.tsx";
import { servicesOf } from "./covered-actions.ts";
import type { PartProps } from "./part-props.ts";
import { ResourcesPart } from "./resources-part.tsx";
import { StatementHeader } from "./statement-header.tsx";
import { useServiceReferences } from "./use-service-reference.ts";

interface StatementCardProps extends PartProps {
  readonly at: number;
  readonly onJson: () => void;
  readonly onRemove: () => void;
}

/** So many services of one statement are looked up for what may stand about them. */
const SERVICES_MAX = 8;

/** A statement by its parts: effect, actions, resources, conditions. */
export function StatementCard({ at, text, statement, onEdit, onJson, onRemove }: StatementCardProps) {
  const actions = statement.actions.values.map((value) => value.text);
  const services = servicesOf(actions).slice(0, SERVICES_MAX);
  // Keys of all services come with any.
  const { references, error } = useServiceReferences(services.length === 0 ? ["sts"] : services);
  const own = references.filter(({ Service }) => services.includes(Service));
  const name = statement.sid === undefined || statement.sid === "" ? `Statement ${at + 1}` : statement.sid;
  const part = { text, statement, onEdit };
  return (
    <Container header={<StatementHeader at={at} name={name} onJson={onJson} onRemove={onRemove} />}>
      <SpaceBetween size="l">
        <FormField label="Effect">
          <SegmentedControl
            label={`Effect of statement ${at + 1}`}
            selectedId={statement.effect}
            options={[
              { id: "Allow", text: "Allow" },
              { id: "Deny", text: "Deny" },
            ]}
            onChange={({ detail }) => onEdit(setEffect(statement, detail.selectedId as "Allow" | "Deny"))}
          />
        </FormField>
        <ActionsPart {...part} />
        <ResourcesPart {...part} references={own} />
        <ConditionsPart {...part} references={references} />
        {error !== undefined && (
          <Failed what="Which resources and keys the service has cannot be told." error={error} />
        )}
      </SpaceBetween>
    </Container>
  );
}
