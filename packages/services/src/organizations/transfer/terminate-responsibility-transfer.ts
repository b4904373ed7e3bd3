import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { refusal } from "../error.ts";
import { knownTransfer } from "./known-transfer.ts";
import { readEnd } from "./transfer-dates.ts";
import { transferToWire } from "./transfer-shape.ts";

/**
 * Either side ends it, at the end of this month or of the next.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_TerminateResponsibilityTransfer.html
 */
export const terminateResponsibilityTransfer = organizations.write("TerminateResponsibilityTransfer", {
  on: calledBy("management", knownTransfer),
  perform: async ({ call: { tx, now, input }, target: { organization, subject } }) => {
    const { direction } = subject;
    const { status } = subject.transfer;
    if (status === "WITHDRAWN") throw refusal("ResponsibilityTransferAlreadyInStatusException");
    if (status !== "ACCEPTED") throw refusal("InvalidResponsibilityTransferTransitionException");
    const endsAt = readEnd(input.EndTimestamp?.getTime(), now);
    const transfer = { ...subject.transfer, status: "WITHDRAWN", endsAt } as const;
    await tx.responsibilityTransfers.update(transfer);
    return { ResponsibilityTransfer: await transferToWire({ tx, now, organization, direction }, transfer) };
  },
});
