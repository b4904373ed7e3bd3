import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { formatAccountId } from "../../patterns/account-id.ts";
import { accountsOf, type TreeNode } from "./organization-tree.ts";

interface CompareFieldProps {
  readonly root: TreeNode;
  readonly accountId: string;
  readonly otherId: string | undefined;
  readonly onChoose: (otherId: string | undefined) => void;
}

const NONE = { value: "", label: "No other account" };

/** Which account stands beside the chosen one. */
export function CompareField({ root, accountId, otherId, onChoose }: CompareFieldProps) {
  const others = accountsOf(root).filter(({ id }) => id !== accountId);
  const options = [
    NONE,
    ...others.map(({ id, name }) => ({ value: id, label: name, description: formatAccountId(id) })),
  ];
  return (
    <FormField label="Compare with">
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === (otherId ?? "")) ?? NONE}
        filteringType="auto"
        onChange={({ detail }) => onChoose(detail.selectedOption.value || undefined)}
      />
    </FormField>
  );
}
