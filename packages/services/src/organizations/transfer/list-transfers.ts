import type { OrganizationId } from "@rolecall/names";
import {
  type EpochMilliseconds,
  eachPage,
  type OrganizationRecord,
  type PageRequest,
  type ReadTransaction,
  type ResponsibilityTransferRecord,
} from "@rolecall/store";
import { isActive, isInForce } from "./transfer-state.ts";

export type Direction = "inbound" | "outbound";

const TRANSFERS_READ = 500;

/** Those of an organization that are in force or may come into force. */
export async function activeTransfers(
  tx: ReadTransaction,
  direction: Direction,
  organizationId: OrganizationId,
  now: EpochMilliseconds,
): Promise<readonly ResponsibilityTransferRecord[]> {
  const list = (request: PageRequest) => tx.responsibilityTransfers[direction](organizationId, request);
  const pages = await Array.fromAsync(eachPage(list, TRANSFERS_READ));
  return pages.flat().filter((transfer) => isActive(transfer, now));
}

/** What is asked of an account that has no say in it does not keep it from anything. */
export async function hasActiveTransfer(
  tx: ReadTransaction,
  { id }: OrganizationRecord,
  now: EpochMilliseconds,
): Promise<boolean> {
  if ((await activeTransfers(tx, "inbound", id, now)).length > 0) return true;
  return (await activeTransfers(tx, "outbound", id, now)).some((transfer) => isInForce(transfer, now));
}
