import { EntityTable } from "../../patterns/table/entity-table.tsx";
import type { TablePlan } from "../../patterns/table/table-plan.ts";
import { ACCOUNT_COLUMNS, ACCOUNT_FILTERS, type AccountRow } from "./account-columns.tsx";

const ACCOUNTS: TablePlan<AccountRow> = {
  id: "accounts",
  noun: { one: "account", several: "accounts" },
  title: "List of accounts",
  description: "The accounts of the organization, with where they stand in it.",
  model: "SearchAccounts",
  nameOf: ({ Name }) => Name,
  columns: ACCOUNT_COLUMNS,
  filters: ACCOUNT_FILTERS,
  searched: "Names, IDs, e-mail addresses, units and tags",
  cli: "aws organizations list-accounts",
};

/** The accounts as a table: for organizations that no picture holds. */
export function AccountsPage() {
  return <EntityTable plan={ACCOUNTS} />;
}
