import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSearch } from "../../app/address.ts";
import { OtherWays } from "./other-ways.tsx";
import { PasswordField } from "./password-field.tsx";
import { readRememberedAccount, rememberAccount } from "./remembered-account.ts";
import { type SignInForm, toCredentials } from "./sign-in-form.ts";
import type { SigningIn } from "./use-sign-in.ts";

interface PasswordStepProps {
  readonly signingIn: SigningIn;
  readonly onSend: (credentials: Partial<Record<string, unknown>>) => void;
}

/** Account, user and password, or a root user's e-mail address and password: all in one step, as password managers want it. */
export function PasswordStep({ signingIn: { error, isSending }, onSend }: PasswordStepProps) {
  const linked = new URLSearchParams(useSearch()).get("account");
  const [form, setForm] = useState<SignInForm>(() => ({
    kind: "user",
    account: linked ?? readRememberedAccount(),
    user: "",
    email: "",
    password: "",
  }));
  const [isRemembered, setRemembered] = useState(true);
  const change = (part: Partial<SignInForm>) => setForm({ ...form, ...part });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (form.kind === "user") rememberAccount(form.account, isRemembered);
        onSend(toCredentials(form));
      }}
    >
      <SpaceBetween size="l">
        <Box variant="h1">Sign in</Box>
        <SegmentedControl
          selectedId={form.kind}
          label="Who signs in"
          options={[
            { id: "user", text: "IAM user" },
            { id: "root", text: "Root user" },
          ]}
          onChange={({ detail }) => change({ kind: detail.selectedId as SignInForm["kind"] })}
        />
        {error !== undefined && <Alert type="error">{error.message}</Alert>}
        {form.kind === "user" ? (
          <UserFields form={form} change={change} />
        ) : (
          <RootField form={form} change={change} />
        )}
        <PasswordField
          label="Password"
          value={form.password}
          autoComplete="current-password"
          onChange={(password) => change({ password })}
        />
        {form.kind === "user" && (
          <Checkbox checked={isRemembered} onChange={({ detail }) => setRemembered(detail.checked)}>
            Remember this account on this device
          </Checkbox>
        )}
        <Button variant="primary" fullWidth loading={isSending} loadingText="Signing in">
          Sign in
        </Button>
        <OtherWays account={form.account} />
      </SpaceBetween>
    </form>
  );
}

interface FieldsProps {
  readonly form: SignInForm;
  readonly change: (part: Partial<SignInForm>) => void;
}

function UserFields({ form, change }: FieldsProps) {
  return (
    <>
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
    </>
  );
}

function RootField({ form, change }: FieldsProps) {
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
