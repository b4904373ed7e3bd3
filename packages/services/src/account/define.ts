import type { AccountOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";
import { invalidField } from "./error.ts";

/** ListRegions answers at most so many, and all of AWS's regions are fewer. Source: Account Management API Reference, MaxResults. */
const PAGE_SIZE = 50;

export const account = defineOperations<AccountOperations>({
  service: "account",
  paging: {
    pageSize: PAGE_SIZE,
    invalidToken: () => invalidField("NextToken", "The specified token is invalid."),
  },
});
