import type { OrganizationId } from "@rolecall/names";
import type { EpochMilliseconds, ReadTransaction } from "@rolecall/store";
import { activeTransfers, type Direction } from "./list-transfers.ts";
import { isInForce } from "./transfer-state.ts";

interface Looking {
  readonly tx: ReadTransaction;
  readonly now: EpochMilliseconds;
}

const OTHER_SIDE = { inbound: "sourceOrganizationId", outbound: "targetOrganizationId" } as const;

/**
 * How many transfers in force follow one another from an organization on.
 * @param limit beyond which it is not looked: also what goes round in a circle has an end
 */
export async function levelsFrom(
  { tx, now }: Looking,
  organizationId: OrganizationId,
  direction: Direction,
  limit: number,
): Promise<number> {
  let levels = 0;
  let reached: readonly OrganizationId[] = [organizationId];
  while (reached.length > 0 && levels < limit) {
    const next: OrganizationId[] = [];
    for (const id of reached) {
      for (const transfer of await activeTransfers(tx, direction, id, now)) {
        const other = transfer[OTHER_SIDE[direction]];
        if (isInForce(transfer, now) && other !== undefined) next.push(other);
      }
    }
    if (next.length > 0) levels += 1;
    reached = next;
  }
  return levels;
}
