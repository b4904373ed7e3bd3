import { isOrganizationIdOf } from "@rolecall/names";
import type { Permission } from "@rolecall/operations";
import type { ResponsibilityTransferRecord } from "@rolecall/store";
import type { Subject } from "../access/called-by.ts";
import { refusal } from "../error.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import type { Direction } from "./list-transfers.ts";
import { transferArn } from "./transfer-shape.ts";

export interface KnownTransfer {
  readonly transfer: ResponsibilityTransferRecord;
  readonly direction: Direction;
}

const CONTEXT_NAMES = { inbound: "INBOUND", outbound: "OUTBOUND" } as const;

/** Source: Service Authorization Reference, "Condition keys for AWS Organizations". */
function transferContext(direction: Direction): NonNullable<Permission["context"]> {
  return new Map([
    ["organizations:transferdirection", CONTEXT_NAMES[direction]],
    ["organizations:transfertype", "BILLING"],
  ]);
}

/** A transfer of which the caller's organization is a side. INVARIANT: one between others is not there. */
export const knownTransfer: Subject<{ readonly Id: string }, KnownTransfer | undefined, KnownTransfer> = {
  async find({ tx, input, caller }, { organization }) {
    const { Id: id } = input;
    const transfer = isOrganizationIdOf("transfer", id)
      ? await tx.responsibilityTransfers.byId(id)
      : undefined;
    if (transfer === undefined) return undefined;
    if (transfer.targetOrganizationId === organization.id) return { transfer, direction: "inbound" };
    const isSource =
      transfer.sourceOrganizationId === organization.id || transfer.sourceAccountId === caller.accountId;
    return isSource ? { transfer, direction: "outbound" } : undefined;
  },
  permission(_call, found, { organization }) {
    if (found === undefined) return { resource: "*" };
    const { transfer, direction } = found;
    return {
      resource: transferArn(organization, direction, transfer.id),
      resourceTags: direction === "inbound" ? transfer.tags : [],
      context: transferContext(direction),
    };
  },
  take(found) {
    if (found === undefined) throw refusal("ResponsibilityTransferNotFoundException");
    return found;
  },
};

/** All of a direction. */
export function transfersOf(direction: Direction): typeof wholeOrganization {
  return { ...wholeOrganization, permission: () => ({ resource: "*", context: transferContext(direction) }) };
}
