import type { CreateAccountFailureReason, CreateAccountStatus } from "@rolecall/contracts/organizations";
import type { AccountCreationRecord } from "@rolecall/store";

export function creationToWire(creation: AccountCreationRecord): CreateAccountStatus {
  const { id, accountName, state, requestedAt, completedAt, accountId, failureReason } = creation;
  return {
    Id: id,
    AccountName: accountName,
    State: state,
    RequestedTimestamp: new Date(requestedAt),
    ...(completedAt !== undefined && { CompletedTimestamp: new Date(completedAt) }),
    ...(accountId !== undefined && { AccountId: accountId }),
    // INVARIANT: what is kept is one of AWS's reasons, see complete-account-creation.ts.
    ...(failureReason !== undefined && { FailureReason: failureReason as CreateAccountFailureReason }),
  };
}
