import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { DraftProps } from "./role-draft.ts";
import { findUseCase, USE_CASES } from "./use-cases.ts";

/** Offered without a search. */
const FIRST = USE_CASES.slice(0, 2);

/** Which service does something with the role. */
export function ServiceEntity({ draft, onChange }: DraftProps) {
  const chosen = findUseCase(draft.useCase);
  const isOther = !FIRST.includes(chosen);
  return (
    <Container
      header={
        <Header variant="h2" description="Lets a service do something in this account for you.">
          Use case
        </Header>
      }
    >
      <SpaceBetween size="m">
        <RadioGroup
          ariaLabel="Usual use cases"
          value={isOther ? null : chosen.id}
          items={FIRST.map(({ id, label, description }) => ({ value: id, label, description }))}
          onChange={({ detail }) => onChange({ useCase: detail.value })}
        />
        <FormField label="Use cases for other services" {...(isOther && { description: chosen.description })}>
          <Select
            placeholder="Choose a service"
            filteringType="auto"
            filteringPlaceholder="Find a service"
            filteringAriaLabel="Find a service"
            empty="No service matches. A custom trust policy can name any."
            options={USE_CASES.slice(FIRST.length).map(({ id, label, principal }) => ({
              value: id,
              label,
              description: principal,
            }))}
            selectedOption={isOther ? { value: chosen.id, label: chosen.label } : null}
            onChange={({ detail }) => onChange({ useCase: detail.selectedOption.value ?? draft.useCase })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
