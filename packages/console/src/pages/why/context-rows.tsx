import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Autosuggest from "@cloudscape-design/components/autosuggest";
import Input from "@cloudscape-design/components/input";
import type { ContextRow } from "./context-of-rows.ts";

/** Keys that a request itself brings, with what their values look like. */
const SUGGESTED: Readonly<Record<string, string>> = {
  "aws:SourceIp": "203.0.113.7",
  "aws:MultiFactorAuthPresent": "true",
  "aws:RequestedRegion": "eu-central-1",
  "aws:SecureTransport": "true",
  "aws:UserAgent": "aws-cli/2.30",
  "aws:CurrentTime": "2026-11-26T12:00:00Z",
  "aws:PrincipalTag/team": "payroll",
  "aws:RequestTag/team": "payroll",
  "aws:ResourceTag/team": "payroll",
  "aws:TagKeys": "team, cost",
  "aws:ResourceAccount": "111122223333",
  "sts:ExternalId": "9f3c…",
  "sts:RoleSessionName": "deploy",
};

interface ContextRowsProps {
  readonly rows: readonly ContextRow[];
  readonly onChange: (rows: readonly ContextRow[]) => void;
}

export function ContextRows({ rows, onChange }: ContextRowsProps) {
  const change = (at: number, part: Partial<ContextRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <AttributeEditor
      items={rows}
      addButtonText="Add a condition key"
      removeButtonText="Remove"
      removeButtonAriaLabel={({ key }) => `Remove ${key || "the key"}`}
      empty="No condition keys: what the request itself would bring is absent."
      onAddButtonClick={() => onChange([...rows, { key: "", value: "" }])}
      onRemoveButtonClick={({ detail }) => onChange(rows.filter((_, index) => index !== detail.itemIndex))}
      definition={[
        {
          label: "Condition key",
          control: ({ key }, at) => (
            <Autosuggest
              value={key}
              ariaLabel="Condition key"
              clearAriaLabel="Clear the condition key"
              enteredTextLabel={(text) => `Use "${text}"`}
              options={Object.keys(SUGGESTED).map((value) => ({ value }))}
              onChange={({ detail }) => change(at, { key: detail.value })}
            />
          ),
        },
        {
          label: "Value",
          control: ({ key, value }, at) => (
            <Input
              value={value}
              ariaLabel="Value"
              placeholder={SUGGESTED[key] ?? ""}
              onChange={({ detail }) => change(at, { value: detail.value })}
            />
          ),
        },
      ]}
    />
  );
}
