/** Every table of the families, what refers to another after it. The change feed's are the engines'. */
import { SQL_FAMILIES } from "./families.ts";
import type { DerivedTable, SqlFamily } from "./family.ts";
import type { AnyTable } from "./table.ts";

const FAMILIES: readonly Pick<SqlFamily<never>, "table" | "derived">[] = Object.values(SQL_FAMILIES);

export const DERIVED_TABLES: readonly DerivedTable[] = FAMILIES.flatMap(({ derived = [] }) => derived);

export const ALL_TABLES: readonly AnyTable[] = FAMILIES.flatMap(({ table, derived = [] }) => [
  table,
  ...derived.map((each) => each.table),
]);
