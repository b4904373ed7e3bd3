import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { ShowAsCli } from "../../patterns/show-as-cli.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange } from "../../session/use-operation.ts";
import { type NewPasswordRules, sayRules } from "./password-rules.ts";

interface PasswordPolicyFormProps {
  readonly rules: NewPasswordRules;
  readonly onClose: () => void;
}

type Flag = {
  [Name in keyof NewPasswordRules]-?: NonNullable<NewPasswordRules[Name]> extends boolean ? Name : never;
}[keyof NewPasswordRules];

const FLAGS: readonly (readonly [name: Flag, label: string])[] = [
  ["RequireUppercaseCharacters", "A capital letter"],
  ["RequireLowercaseCharacters", "A small letter"],
  ["RequireNumbers", "A digit"],
  ["RequireSymbols", "A sign such as ! or @"],
  ["AllowUsersToChangePassword", "Users may change their own password"],
  ["HardExpiry", "Who let a password expire needs an administrator"],
];

const NUMBERS = [
  ["MinimumPasswordLength", "Least length", "6 to 128 characters", 6, 128],
  ["MaxPasswordAge", "Expires after, in days", "1 to 1,095; empty: never", 1, 1_095],
  [
    "PasswordReusePrevention",
    "Passwords that cannot be used again",
    "1 to 24; empty: none is remembered",
    1,
    24,
  ],
] as const;

/** Sends the whole policy: what is left out of it, IAM takes back to what it is without one. */
export function PasswordPolicyForm({ rules: before, onClose }: PasswordPolicyFormProps) {
  const [rules, setRules] = useState(before);
  const [error, setError] = useState<ApiError>();
  const [isCliShown, setCliShown] = useState(false);
  const update = useChange("iam", "UpdateAccountPasswordPolicy");
  const change = (part: Partial<NewPasswordRules>) => setRules(without({ ...rules, ...part }));
  const isWrong = NUMBERS.some(
    ([name, , , least, most]) => problemOf(rules[name], least, most) !== undefined,
  );
  const save = async () => {
    setError(undefined);
    try {
      await update.mutateAsync(rules);
      flashes.show({ type: "success", content: "The password policy was saved." });
      onClose();
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  return (
    <Form
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => setCliShown(true)}>Show as AWS CLI</Button>
          <Button variant="primary" loading={update.isPending} disabled={isWrong} onClick={() => void save()}>
            Save password policy
          </Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="m">
        {error !== undefined && <Failed what="The password policy was not saved." error={error} />}
        {NUMBERS.map(([name, label, constraint, least, most]) => (
          <FormField
            key={name}
            label={label}
            constraintText={constraint}
            errorText={problemOf(rules[name], least, most)}
          >
            <Input
              type="number"
              value={rules[name] === undefined ? "" : String(rules[name])}
              onChange={({ detail: { value } }) =>
                change({ [name]: value === "" ? undefined : Number(value) })
              }
            />
          </FormField>
        ))}
        {FLAGS.map(([name, label]) => (
          <Checkbox
            key={name}
            checked={rules[name] === true}
            onChange={({ detail }) => change({ [name]: detail.checked })}
          >
            {label}
          </Checkbox>
        ))}
        <p>{sayRules(rules).join(" ")}</p>
      </SpaceBetween>
      <ShowAsCli command={commandOf(rules)} isShown={isCliShown} onClose={() => setCliShown(false)} />
    </Form>
  );
}

function without(rules: Partial<NewPasswordRules>): NewPasswordRules {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}

function problemOf(value: number | undefined, least: number, most: number): string | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return undefined;
  return `It is a whole number from ${least} to ${most}.`;
}

function commandOf(rules: NewPasswordRules): string {
  const options = Object.entries(rules).map(([name, value]) => {
    const option = name.replaceAll(/(?<!^)([A-Z])/g, "-$1").toLowerCase();
    if (typeof value === "boolean") return value ? `--${option}` : `--no-${option}`;
    return `--${option} ${value}`;
  });
  return ["aws iam update-account-password-policy", ...options].join(" \\\n  ");
}
