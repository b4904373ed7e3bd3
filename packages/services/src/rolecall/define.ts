import type { RolecallOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";
import { invalidInput } from "./error.ts";

const PAGE_SIZE = 100;

export const rolecall = defineOperations<RolecallOperations>({
  service: "rolecall",
  paging: { pageSize: PAGE_SIZE, invalidToken: () => invalidInput("The NextToken is not one of this list.") },
});
