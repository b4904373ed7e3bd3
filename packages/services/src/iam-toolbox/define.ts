import type { IamToolboxOperations } from "@rolecall/contracts";
import { defineOperations } from "@rolecall/operations";
import { iamToolboxError } from "./error.ts";

/** No page has to be asked for: a request rarely needs more than three permissions. AWS tells no number. */
const PAGE_SIZE = 20;

/** Its actions are IAM's: `iam:GetRequestAuthorizationDetails`. */
export const iamToolbox = defineOperations<IamToolboxOperations>({
  service: "iam",
  paging: {
    pageSize: PAGE_SIZE,
    invalidToken: () => iamToolboxError("ValidationException", "The pagination token is not valid."),
  },
});
