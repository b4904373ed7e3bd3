import { openPage } from "@rolecall/operations";
import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { transfersOf } from "./known-transfer.ts";
import { transfersToWire } from "./transfer-shape.ts";

/** Those that pay for the organization. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOutboundResponsibilityTransfers.html */
export const listOutboundResponsibilityTransfers = organizations.read("ListOutboundResponsibilityTransfers", {
  on: calledBy("management", transfersOf("outbound")),
  perform: async ({ call, target: { organization } }) => {
    const { tx, now } = call;
    const pager = openPage(call);
    const page = await tx.responsibilityTransfers.outbound(organization.id, pager.request);
    const showing = { tx, now, organization, direction: "outbound" } as const;
    return { ResponsibilityTransfers: await transfersToWire(showing, page.items), ...pager.marks(page) };
  },
});
