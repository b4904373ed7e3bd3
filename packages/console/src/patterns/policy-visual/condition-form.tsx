import Autosuggest from "@cloudscape-design/components/autosuggest";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import { OPERATOR_NAMES } from "@rolecall/policy";
import { useState } from "react";
import type { NewCondition } from "./change-statement.ts";
import { keyTypesOf, type ServiceReference } from "./use-service-reference.ts";

interface ConditionFormProps {
  readonly references: readonly ServiceReference[];
  readonly onAdd: (condition: NewCondition) => void;
}

const OPERATORS = OPERATOR_NAMES.map((value) => ({ value, label: value }));
const QUANTIFIERS = [
  { value: "", label: "One value" },
  { value: "ForAnyValue:", label: "Any of the request’s values" },
  { value: "ForAllValues:", label: "Each of the request’s values" },
];

/** IAM User Guide, "IAM JSON policy elements: Condition operators": what a key's type is compared by. */
const USUAL: Readonly<Record<string, string>> = {
  Bool: "Bool",
  ARN: "ArnLike",
  Date: "DateLessThan",
  Numeric: "NumericEquals",
  IPAddress: "IpAddress",
};

/** A key, how it is compared, and with what. The operator follows the key's type until another is chosen. */
export function ConditionForm({ references, onAdd }: ConditionFormProps) {
  const [key, setKey] = useState("");
  const [operator, setOperator] = useState("StringEquals");
  const [quantifier, setQuantifier] = useState("");
  const [isIfExists, setIfExists] = useState(false);
  const [value, setValue] = useState("");
  const keys = keyTypesOf(references);
  const choose = (name: string) => {
    setKey(name);
    const type = keys.get(name);
    if (type !== undefined) setOperator(USUAL[type] ?? "StringEquals");
    if (type !== undefined) setQuantifier(type.startsWith("ArrayOf") ? "ForAnyValue:" : "");
  };
  return (
    <div className="rc-visual-row">
      <FormField label="Condition key">
        <Autosuggest
          value={key}
          options={[...keys.keys()].map((name) => ({ value: name }))}
          placeholder="aws:RequestedRegion"
          clearAriaLabel="Clear the key"
          enteredTextLabel={(text) => `Use "${text}"`}
          empty="No key is known of these services."
          onChange={({ detail }) => setKey(detail.value)}
          onSelect={({ detail }) => choose(detail.value)}
        />
      </FormField>
      <FormField label="Compares">
        <Select
          selectedOption={QUANTIFIERS.find((each) => each.value === quantifier) ?? null}
          options={QUANTIFIERS}
          onChange={({ detail }) => setQuantifier(detail.selectedOption.value ?? "")}
        />
      </FormField>
      <FormField label="Operator">
        <Select
          selectedOption={{ value: operator, label: operator }}
          options={OPERATORS}
          filteringType="auto"
          onChange={({ detail }) => setOperator(detail.selectedOption.value ?? "StringEquals")}
        />
      </FormField>
      <FormField label="Value">
        <Input value={value} onChange={({ detail }) => setValue(detail.value)} />
      </FormField>
      <div className="rc-visual-narrow">
        <Checkbox checked={isIfExists} onChange={({ detail }) => setIfExists(detail.checked)}>
          Only if the key is there
        </Checkbox>
      </div>
      <Button
        formAction="none"
        disabled={key.trim() === ""}
        onClick={() => {
          const name = `${quantifier}${operator}${isIfExists ? "IfExists" : ""}`;
          onAdd({ operator: name, key: key.trim(), values: [value] });
          setValue("");
        }}
      >
        Add condition
      </Button>
    </div>
  );
}
