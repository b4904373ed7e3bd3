import type { Operation } from "@rolecall/operations";
import { describeResponsibilityTransfer } from "./describe-responsibility-transfer.ts";
import { inviteOrganizationToTransferResponsibility } from "./invite-organization-to-transfer-responsibility.ts";
import { listInboundResponsibilityTransfers } from "./list-inbound-responsibility-transfers.ts";
import { listOutboundResponsibilityTransfers } from "./list-outbound-responsibility-transfers.ts";
import { terminateResponsibilityTransfer } from "./terminate-responsibility-transfer.ts";
import { updateResponsibilityTransfer } from "./update-responsibility-transfer.ts";

export const transferOperations: readonly Operation[] = [
  inviteOrganizationToTransferResponsibility,
  describeResponsibilityTransfer,
  updateResponsibilityTransfer,
  terminateResponsibilityTransfer,
  listInboundResponsibilityTransfers,
  listOutboundResponsibilityTransfers,
];
