import Autosuggest from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatAccountId } from "../../patterns/account-id.ts";
import type { ApiError } from "../../session/api-error.ts";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";

type Found = OutputOf<"rolecall", "SearchAccounts">["Rows"];

interface AccountFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const SUGGESTED = 20;

/** An account by id or alias; accounts of the organization are suggested, where they may be read. Asked once somebody is there. */
export function AccountField({ value, onChange }: AccountFieldProps) {
  const [sought, setSought] = useState<string>();
  const { data, error, isFetching } = useQuery<Found, ApiError>({
    queryKey: ["accounts to switch to", sought],
    queryFn: ({ signal }) => findAccounts(sought ?? "", signal),
    enabled: sought !== undefined,
  });
  const options = (data ?? []).map(({ Id, Name }) => ({
    value: Id,
    label: Id,
    description: Name,
    labelTag: formatAccountId(Id),
    filteringTags: [Name],
  }));
  return (
    <FormField label="Account ID or alias">
      <Autosuggest
        value={value}
        clearAriaLabel="Clear the account"
        options={options}
        filteringType="manual"
        statusType={isFetching ? "loading" : "finished"}
        loadingText="Looking for accounts of your organization"
        empty={
          error === null
            ? undefined
            : "Accounts of an organization are not readable by you, or there is none."
        }
        enteredTextLabel={(text) => `Use "${text}"`}
        onLoadItems={({ detail }) => setSought(detail.filteringText)}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}

async function findAccounts(text: string, signal: AbortSignal): Promise<Found> {
  const search = { ...(text !== "" && { Query: text }), Page: 1, PageSize: SUGGESTED };
  const { Rows } = await callOperation("rolecall", "SearchAccounts", search, signal);
  return Rows.filter(({ State }) => State === "ACTIVE");
}
