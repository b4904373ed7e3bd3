import type { Operation } from "@rolecall/operations";
import { rolecall } from "../define.ts";
import { searching } from "./searching.ts";
import { userTable } from "./user-table.ts";

/** Rows of the console's tables: each operation is its table. */
export const searchOperations: readonly Operation[] = [rolecall.read("SearchUsers", searching(userTable))];
