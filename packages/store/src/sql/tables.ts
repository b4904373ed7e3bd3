/** Tables of the families, what refers to another after it. The change feed's are the engines'. */
import { SQL_FAMILIES } from "./families.ts";
import type { DerivedTable, SqlFamily } from "./family.ts";
import type { AnyTable } from "./table.ts";

type AnyFamily = Pick<SqlFamily<never>, "derived" | "isOfProcesses"> & { readonly table: AnyTable };

const FAMILIES: readonly AnyFamily[] = Object.values(SQL_FAMILIES);

/** What another store has to hold to be the same one. */
export const COPIED_TABLES: readonly AnyTable[] = FAMILIES.filter((family) => !family.isOfProcesses).map(
  ({ table }) => table,
);

export const DERIVED_TABLES: readonly DerivedTable[] = FAMILIES.flatMap(({ derived = [] }) => derived);

export const ALL_TABLES: readonly AnyTable[] = FAMILIES.flatMap(({ table, derived = [] }) => [
  table,
  ...derived.map((each) => each.table),
]);
