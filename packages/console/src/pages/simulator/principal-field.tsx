import Autosuggest from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type ReadModel, searchRows } from "../../patterns/table/read-model.ts";

interface PrincipalFieldProps {
  readonly value: string;
  readonly onChange: (arn: string) => void;
}

const KINDS: readonly { readonly label: string; readonly model: ReadModel; readonly name: string }[] = [
  { label: "Users", model: "SearchUsers", name: "UserName" },
  { label: "Roles", model: "SearchRoles", name: "RoleName" },
  { label: "User groups", model: "SearchGroups", name: "GroupName" },
];
const MOST = 8;

interface Row {
  readonly Arn: string;
  readonly [column: string]: unknown;
}

/** Whose policies are simulated: found by name, or by the whole ARN. */
export function PrincipalField({ value, onChange }: PrincipalFieldProps) {
  const [text, setText] = useState(value);
  const query = text.startsWith("arn:") ? (text.split("/").at(-1) ?? "") : text;
  const { data = [], isFetching } = useQuery({
    queryKey: ["simulator", "principals", query],
    queryFn: ({ signal }) => findPrincipals(query, signal),
    staleTime: 10_000,
  });
  return (
    <FormField
      label="User, role or group"
      constraintText="Its policies, its boundary and the organization are asked."
    >
      <Autosuggest
        value={text}
        options={[...data]}
        placeholder="Find by name, or paste an ARN"
        clearAriaLabel="Clear"
        enteredTextLabel={(typed) => `Use "${typed}"`}
        empty="Nobody has this name."
        filteringType="manual"
        statusType={isFetching ? "loading" : "finished"}
        loadingText="Looking"
        onChange={({ detail }) => {
          setText(detail.value);
          onChange(detail.value.startsWith("arn:") ? detail.value.trim() : "");
        }}
        onSelect={({ detail }) => {
          setText(detail.value);
          onChange(detail.value.startsWith("arn:") ? detail.value : "");
        }}
      />
    </FormField>
  );
}

async function findPrincipals(Query: string, signal: AbortSignal) {
  const groups = await Promise.all(
    KINDS.map(async ({ label, model, name }) => {
      try {
        const asked = { ...(Query !== "" && { Query }), Page: 1, PageSize: MOST, Columns: [name] };
        const { Rows } = await searchRows<Row>(model, asked, signal);
        return {
          label,
          options: Rows.map((row) => ({ value: row.Arn, label: String(row[name]), description: row.Arn })),
        };
      } catch {
        // Denied: an ARN can be pasted all the same.
        return { label, options: [] };
      }
    }),
  );
  return groups.filter(({ options }) => options.length > 0);
}
