import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { PasswordField } from "../../patterns/credentials/password-field.tsx";
import { OtherWays } from "./other-ways.tsx";
import { rememberAccount } from "./remembered-account.ts";
import { type SignInForm, toCredentials } from "./sign-in-form.ts";
import type { SendProof, SigningIn } from "./use-sign-in.ts";
import { RootField, UserFields } from "./who-fields.tsx";

interface PasswordStepProps {
  readonly signingIn: SigningIn;
  readonly initial: Partial<SignInForm>;
  readonly isOverPage: boolean;
  readonly onSend: SendProof;
}

const EMPTY: SignInForm = { kind: "user", account: "", user: "", email: "", password: "" };

/** Account, user and password, or a root user's e-mail address and password: all in one step, as password managers want it. */
export function PasswordStep({ signingIn, initial, isOverPage, onSend }: PasswordStepProps) {
  const { error, isSending } = signingIn;
  const [form, setForm] = useState<SignInForm>({ ...EMPTY, ...initial });
  const [isRemembered, setRemembered] = useState(true);
  const change = (part: Partial<SignInForm>) => setForm({ ...form, ...part });
  const isUser = form.kind === "user";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isUser && !isOverPage) rememberAccount(form.account, isRemembered);
        onSend(toCredentials(form));
      }}
    >
      <SpaceBetween size="l">
        {!isOverPage && <Box variant="h1">Sign in</Box>}
        <SegmentedControl
          selectedId={form.kind}
          label="Who signs in"
          options={KINDS}
          onChange={({ detail }) => change({ kind: detail.selectedId === "root" ? "root" : "user" })}
        />
        {error !== undefined && <Alert type="error">{error.message}</Alert>}
        {isUser ? <UserFields form={form} change={change} /> : <RootField form={form} change={change} />}
        <PasswordField
          label="Password"
          value={form.password}
          autoComplete="current-password"
          onChange={(password) => change({ password })}
        />
        {isUser && !isOverPage && (
          <Checkbox checked={isRemembered} onChange={({ detail }) => setRemembered(detail.checked)}>
            Remember this account on this device
          </Checkbox>
        )}
        <Button variant="primary" fullWidth loading={isSending} loadingText="Signing in">
          Sign in
        </Button>
        <OtherWays account={isUser ? form.account.trim() : ""} onSend={onSend} />
      </SpaceBetween>
    </form>
  );
}

const KINDS = [
  { id: "user", text: "IAM user" },
  { id: "root", text: "Root user" },
];
