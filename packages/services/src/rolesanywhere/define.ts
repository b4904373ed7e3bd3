import type { RolesAnywhereOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";
import { invalid } from "./error.ts";

/** What a list answers where no pageSize is asked for. AWS tells no number. */
const PAGE_SIZE = 50;

export const rolesAnywhere = defineOperations<RolesAnywhereOperations>({
  service: "rolesanywhere",
  paging: { pageSize: PAGE_SIZE, invalidToken: () => invalid("The pagination token is not valid.") },
});
