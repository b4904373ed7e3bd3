import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../../app/address.ts";
import type { Attached } from "./attachments.ts";

interface TreeToolsProps {
  readonly text: string;
  readonly hitCount: number;
  readonly onFind: (text: string) => void;
  readonly policies: readonly Attached[];
  readonly policyId: string | undefined;
  readonly onShowReach: (policyId: string | undefined) => void;
}

const NONE = { value: "", label: "No policy" };

/** Above the tree: finding something in it, and where a policy reaches. */
export function TreeTools({ text, hitCount, onFind, policies, policyId, onShowReach }: TreeToolsProps) {
  const options = [NONE, ...policies.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <SpaceBetween direction="horizontal" size="m" alignItems="end">
      <FormField label="Find an account, unit or policy">
        <Input
          type="search"
          value={text}
          clearAriaLabel="Clear"
          onChange={({ detail }) => onFind(detail.value)}
        />
      </FormField>
      <FormField label="Where does a policy reach?">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === (policyId ?? "")) ?? NONE}
          filteringType="auto"
          onChange={({ detail }) => onShowReach(detail.selectedOption.value || undefined)}
        />
      </FormField>
      <Button href={href("/accounts")}>List</Button>
      <span className="sr" role="status">
        {text === "" ? "" : `${hitCount} found`}
      </span>
    </SpaceBetween>
  );
}
