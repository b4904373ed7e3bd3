import type { StatusType } from "@rolecall/contracts/iam";
import { iamError } from "./error.ts";

/**
 * The status that an input gives a credential. `Expired` stands in the contract for answers; nobody can expire one by asking.
 * @throws InvalidInput
 */
export function statusToSet(status: StatusType): "Active" | "Inactive" {
  if (status !== "Expired") return status;
  throw iamError("InvalidInput", "Operation does not support status Expired");
}
