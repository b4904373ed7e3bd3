import type { OrganizationsOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";
import { invalidInput } from "./error.ts";

/** Source: Organizations API Reference, MaxResults: "Minimum value of 1. Maximum value of 20." */
const PAGE_SIZE = 20;

export const organizations = defineOperations<OrganizationsOperations>({
  service: "organizations",
  paging: { pageSize: PAGE_SIZE, invalidToken: () => invalidInput("INVALID_NEXT_TOKEN") },
});
