import { isOrganizationIdOf } from "@rolecall/names";
import { type Call, openPage } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction, ResponsibilityTransferRecord } from "@rolecall/store";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { transfersOf } from "./known-transfer.ts";
import { transfersToWire } from "./transfer-shape.ts";

/** Those that the organization pays for. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListInboundResponsibilityTransfers.html */
export const listInboundResponsibilityTransfers = organizations.read("ListInboundResponsibilityTransfers", {
  on: calledBy("management", transfersOf("inbound")),
  perform: async ({ call, target: { organization } }) => {
    const { tx, now, input } = call;
    const { Id: id } = input;
    const pager = openPage(call, id);
    const page =
      id === undefined
        ? await tx.responsibilityTransfers.inbound(organization.id, pager.request)
        : { items: [await inboundTransfer(call, organization, id)] };
    const showing = { tx, now, organization, direction: "inbound" } as const;
    return { ResponsibilityTransfers: await transfersToWire(showing, page.items), ...pager.marks(page) };
  },
});

async function inboundTransfer(
  { tx }: Call<unknown, ReadTransaction>,
  organization: OrganizationRecord,
  id: string,
): Promise<ResponsibilityTransferRecord> {
  const transfer = isOrganizationIdOf("transfer", id) ? await tx.responsibilityTransfers.byId(id) : undefined;
  if (transfer?.targetOrganizationId !== organization.id) {
    throw refusal("ResponsibilityTransferNotFoundException");
  }
  return transfer;
}
