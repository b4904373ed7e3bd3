import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PasswordChoiceFields } from "../../../patterns/credentials/password-choice.tsx";
import type { NewUser } from "./new-user.ts";

export interface StepProps {
  readonly user: NewUser;
  readonly onChange: (change: Partial<NewUser>) => void;
}

interface DetailsStepProps extends StepProps {
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly problem: string | undefined;
}

/** Its name, and whether it signs in to the console. */
export function DetailsStep({ user, onChange, password, onPassword, problem }: DetailsStepProps) {
  return (
    <Container>
      <SpaceBetween size="l">
        <FormField
          label="User name"
          constraintText="Letters, digits and +=,.@_-, at most 64. Upper and lower case are the same name."
          {...(problem !== undefined && { errorText: problem })}
        >
          <Input
            value={user.name}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => onChange({ name: detail.value })}
          />
        </FormField>
        <Checkbox
          checked={user.hasConsole}
          description="A person signs in with a password. A program needs none: it has access keys, or better a role."
          onChange={({ detail }) => onChange({ hasConsole: detail.checked })}
        >
          Console access
        </Checkbox>
        {user.hasConsole && (
          <PasswordChoiceFields
            choice={{ isAutomatic: user.isAutomatic, password, mustChange: user.mustChange }}
            onChange={({ isAutomatic, password, mustChange }) => {
              onChange({ isAutomatic, mustChange });
              onPassword(password);
            }}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
