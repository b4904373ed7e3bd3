import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PasswordField } from "./password-field.tsx";
import { RuleTicks } from "./rule-ticks.tsx";
import { usePasswordRules } from "./use-password-rules.ts";

export interface PasswordChoice {
  readonly isAutomatic: boolean;
  /** Where it is not automatic. */
  readonly password: string;
  readonly mustChange: boolean;
}

export const AUTOMATIC: PasswordChoice = { isAutomatic: true, password: "", mustChange: true };

interface PasswordChoiceFieldsProps {
  readonly choice: PasswordChoice;
  readonly onChange: (choice: PasswordChoice) => void;
}

/** A password for somebody else: made by this page, or typed; and whether it holds for the first sign-in only. */
export function PasswordChoiceFields({ choice, onChange }: PasswordChoiceFieldsProps) {
  const rules = usePasswordRules(!choice.isAutomatic);
  const change = (part: Partial<PasswordChoice>) => onChange({ ...choice, ...part });
  return (
    <SpaceBetween size="m">
      <FormField label="Password">
        <RadioGroup
          value={choice.isAutomatic ? "automatic" : "typed"}
          items={[
            { value: "automatic", label: "Automatic", description: "20 signs of chance, shown once." },
            { value: "typed", label: "Of my choice" },
          ]}
          onChange={({ detail }) => change({ isAutomatic: detail.value === "automatic" })}
        />
      </FormField>
      {!choice.isAutomatic && (
        <SpaceBetween size="xs">
          <PasswordField
            label="The password"
            autoComplete="new-password"
            value={choice.password}
            onChange={(password) => change({ password })}
          />
          <RuleTicks rules={rules} password={choice.password} />
        </SpaceBetween>
      )}
      <Checkbox checked={choice.mustChange} onChange={({ detail }) => change({ mustChange: detail.checked })}>
        Must choose a new password at the next sign-in
      </Checkbox>
    </SpaceBetween>
  );
}
