import type { OrganizationId } from "@rolecall/names";
import type {
  EpochMilliseconds,
  OrganizationRecord,
  Page,
  PageRequest,
  ReadTransaction,
  ResponsibilityTransferRecord,
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
  const active: ResponsibilityTransferRecord[] = [];
  let after: string | undefined;
  do {
    const request: PageRequest = { limit: TRANSFERS_READ, ...(after !== undefined && { after }) };
    const page: Page<ResponsibilityTransferRecord> = await tx.responsibilityTransfers[direction](
      organizationId,
      request,
    );
    active.push(...page.items.filter((transfer) => isActive(transfer, now)));
    after = page.next;
  } while (after !== undefined);
  return active;
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
