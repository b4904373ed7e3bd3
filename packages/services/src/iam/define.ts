import type { IamOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";
import { validationError } from "./error.ts";

/** What IAM answers at most where MaxItems is left out. Source: IAM API Reference, "MaxItems". */
const PAGE_SIZE = 100;

export const iam = defineOperations<IamOperations>({
  service: "iam",
  paging: { pageSize: PAGE_SIZE, invalidToken: () => validationError("Invalid Marker.") },
});
