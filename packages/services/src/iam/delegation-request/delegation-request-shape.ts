import { parseSaved } from "@rolecall/access";
import type { DelegationRequest } from "@rolecall/contracts/iam";
import type { DelegationRequestRecord, EpochMilliseconds } from "@rolecall/store";
import { stateAt } from "./state.ts";

/** As it is answered. INVARIANT: nothing of the approver's session is shown but whose it is. */
export function requestToWire(record: DelegationRequestRecord, now: EpochMilliseconds): DelegationRequest {
  const restrictions = boundariesIn(record.permissionPolicy);
  return {
    DelegationRequestId: record.id,
    ...(record.ownerAccountId !== undefined && { OwnerAccountId: record.ownerAccountId }),
    Description: record.description,
    ...(record.requestMessage !== undefined && { RequestMessage: record.requestMessage }),
    Permissions: {
      PolicyTemplateArn: record.policyTemplateArn,
      Parameters: record.parameters.map(({ name, type, values }) => ({
        Name: name,
        Values: values,
        Type: type,
      })),
    },
    PermissionPolicy: record.permissionPolicy,
    ...(restrictions.length > 0 && { RolePermissionRestrictionArns: restrictions }),
    ...(record.ownerId !== undefined && { OwnerId: record.ownerId }),
    ...(record.approver !== undefined && { ApproverId: record.approver.arn }),
    State: stateAt(record, now),
    ExpirationTime: new Date(record.expiresAt),
    RequestorId: record.requestorAccountId,
    RequestorName: record.requestorName,
    CreateDate: new Date(record.createdAt),
    SessionDuration: record.sessionDurationSeconds,
    ...(record.redirectUrl !== undefined && { RedirectUrl: record.redirectUrl }),
    ...(record.notes !== undefined && { Notes: record.notes }),
    ...(record.rejectionReason !== undefined && { RejectionReason: record.rejectionReason }),
    OnlySendByOwner: record.onlySendByOwner,
    UpdatedTime: new Date(record.updatedAt),
  };
}

/** The policies that roles have to be bounded by that a policy lets somebody make. */
function boundariesIn(policy: string): readonly string[] {
  const entries = parseSaved(policy, "session").statements.flatMap(({ conditions }) => conditions);
  const boundaries = entries.filter(({ key }) => key.toLowerCase() === "iam:permissionsboundary");
  return [...new Set(boundaries.flatMap(({ values }) => values))];
}
