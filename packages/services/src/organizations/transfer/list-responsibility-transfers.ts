/** The lists of both directions, alike but for the direction. */
import type { ResponsibilityTransfer } from "@rolecall/contracts/organizations";
import { isOrganizationIdOf } from "@rolecall/names";
import { type Call, openPage } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction, ResponsibilityTransferRecord } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { transfersOf } from "./known-transfer.ts";
import type { Direction } from "./list-transfers.ts";
import { transferToWire } from "./transfer-shape.ts";

type ReadCall<Input> = Call<Input, ReadTransaction>;

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListInboundResponsibilityTransfers.html */
export const listInboundResponsibilityTransfers = organizations.read("ListInboundResponsibilityTransfers", {
  on: calledBy("management", transfersOf("inbound")),
  perform: async ({ call, target: { organization } }) => {
    const { tx, input } = call;
    const { Id: id } = input;
    const pager = openPage(call, id);
    const page =
      id === undefined
        ? await tx.responsibilityTransfers.inbound(organization.id, pager.request)
        : { items: [await inboundTransfer(call, organization, id)] };
    return {
      ResponsibilityTransfers: await shown(call, organization, "inbound", page.items),
      ...pager.marks(page),
    };
  },
});

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOutboundResponsibilityTransfers.html */
export const listOutboundResponsibilityTransfers = organizations.read("ListOutboundResponsibilityTransfers", {
  on: calledBy("management", transfersOf("outbound")),
  perform: async ({ call, target: { organization } }) => {
    const pager = openPage(call);
    const page = await call.tx.responsibilityTransfers.outbound(organization.id, pager.request);
    return {
      ResponsibilityTransfers: await shown(call, organization, "outbound", page.items),
      ...pager.marks(page),
    };
  },
});

async function inboundTransfer(
  { tx }: ReadCall<unknown>,
  organization: OrganizationRecord,
  id: string,
): Promise<ResponsibilityTransferRecord> {
  const transfer = isOrganizationIdOf("transfer", id) ? await tx.responsibilityTransfers.byId(id) : undefined;
  if (transfer?.targetOrganizationId !== organization.id) {
    throw refusal("ResponsibilityTransferNotFoundException");
  }
  return transfer;
}

async function shown(
  { tx, now }: ReadCall<unknown>,
  organization: OrganizationRecord,
  direction: Direction,
  transfers: readonly ResponsibilityTransferRecord[],
): Promise<readonly ResponsibilityTransfer[]> {
  return Promise.all(
    transfers.map((transfer) => transferToWire({ tx, now, organization, direction }, transfer)),
  );
}
