import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { SignInForm } from "./sign-in-form.ts";

interface FieldsProps {
  readonly form: SignInForm;
  readonly change: (part: Partial<SignInForm>) => void;
}

export function UserFields({ form, change }: FieldsProps) {
  return (
    <SpaceBetween size="l">
      <FormField
        label="Account ID or alias"
        description="Twelve digits, or the name that your administrator chose."
      >
        <Input
          value={form.account}
          name="account"
          autoComplete="organization"
          onChange={({ detail }) => change({ account: detail.value })}
        />
      </FormField>
      <FormField label="User name">
        <Input
          value={form.user}
          name="username"
          autoComplete="username"
          onChange={({ detail }) => change({ user: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}

export function RootField({ form, change }: FieldsProps) {
  return (
    <FormField label="E-mail address" description="The one that the account was made with.">
      <Input
        value={form.email}
        name="email"
        type="email"
        autoComplete="username"
        onChange={({ detail }) => change({ email: detail.value })}
      />
    </FormField>
  );
}
