import type { ServiceError } from "@rolecall/operations";
import { accountError } from "../error.ts";

/** AWS's words (recorded). */
export function noAlternateContact(): ServiceError {
  return accountError(
    "ResourceNotFoundException",
    "No contact of the inputted alternate contact type found.",
  );
}
