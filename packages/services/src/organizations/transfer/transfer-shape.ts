import type { ResponsibilityTransfer, TransferParticipant } from "@rolecall/contracts/organizations";
import { type AccountId, type Arn, formatArn } from "@rolecall/names";
import type {
  EpochMilliseconds,
  OrganizationRecord,
  ReadTransaction,
  ResponsibilityTransferRecord,
} from "@rolecall/store";
import type { Direction } from "./list-transfers.ts";
import { statusAt } from "./transfer-state.ts";

/** Each side has an ARN of its own for it. */
export function transferArn(
  { id, managementAccountId }: Pick<OrganizationRecord, "id" | "managementAccountId">,
  direction: Direction,
  transferId: string,
): Arn {
  return formatArn("responsibility-transfer", {
    accountId: managementAccountId,
    organizationId: id,
    transferDirection: direction,
    transferId,
  });
}

interface Showing {
  readonly tx: ReadTransaction;
  readonly now: EpochMilliseconds;
  /** For which it is shown. */
  readonly organization: OrganizationRecord;
  readonly direction: Direction;
}

export async function transferToWire(
  { tx, now, organization, direction }: Showing,
  transfer: ResponsibilityTransferRecord,
): Promise<ResponsibilityTransfer> {
  const { id, name, startsAt, endsAt, handshakeId, targetAccountId } = transfer;
  const status = statusAt(transfer, now);
  return {
    Arn: transferArn(organization, direction, id),
    Name: name,
    Id: id,
    Type: "BILLING",
    Status: status,
    Source: await sourceToWire(tx, transfer),
    Target: await participant(tx, targetAccountId),
    StartTimestamp: new Date(startsAt),
    ...(endsAt !== undefined && { EndTimestamp: new Date(endsAt) }),
    ...(status === "REQUESTED" && { ActiveHandshakeId: handshakeId }),
  };
}

export function transfersToWire(
  showing: Showing,
  transfers: readonly ResponsibilityTransferRecord[],
): Promise<readonly ResponsibilityTransfer[]> {
  return Promise.all(transfers.map((transfer) => transferToWire(showing, transfer)));
}

/** INVARIANT: until it accepts, no more is told of who was asked than who asked it wrote: anybody may ask any account. */
async function sourceToWire(
  tx: ReadTransaction,
  { status, sourceAccountId, sourceEmail }: ResponsibilityTransferRecord,
): Promise<TransferParticipant> {
  if (status === "ACCEPTED" || status === "WITHDRAWN") return participant(tx, sourceAccountId);
  return {
    ...(sourceAccountId !== undefined && { ManagementAccountId: sourceAccountId }),
    ...(sourceEmail !== undefined && { ManagementAccountEmail: sourceEmail }),
  };
}

async function participant(
  tx: ReadTransaction,
  accountId: AccountId | undefined,
): Promise<TransferParticipant> {
  const account = accountId && (await tx.accounts.byId(accountId));
  return {
    ...(accountId !== undefined && { ManagementAccountId: accountId }),
    ...(account !== undefined && { ManagementAccountEmail: account.email }),
  };
}
