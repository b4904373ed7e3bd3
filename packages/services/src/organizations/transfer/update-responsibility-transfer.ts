import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { invalidInput } from "../error.ts";
import { knownTransfer } from "./known-transfer.ts";
import { transferToWire } from "./transfer-shape.ts";

/**
 * Renames; the name is that of the side which gave it.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdateResponsibilityTransfer.html
 */
export const updateResponsibilityTransfer = organizations.write("UpdateResponsibilityTransfer", {
  on: calledBy("management", knownTransfer),
  perform: async ({ call: { tx, now, input }, target: { organization, subject } }) => {
    const { direction } = subject;
    if (direction === "outbound") throw invalidInput("UNSUPPORTED_ACTION_IN_RESPONSIBILITY_TRANSFER");
    const transfer = { ...subject.transfer, name: input.Name };
    await tx.responsibilityTransfers.update(transfer);
    return { ResponsibilityTransfer: await transferToWire({ tx, now, organization, direction }, transfer) };
  },
});
