import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { knownTransfer } from "./known-transfer.ts";
import { transferToWire } from "./transfer-shape.ts";

/** Either side may. https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeResponsibilityTransfer.html */
export const describeResponsibilityTransfer = organizations.read("DescribeResponsibilityTransfer", {
  on: calledBy("management", knownTransfer),
  perform: async ({ call: { tx, now }, target: { organization, subject } }) => {
    const { transfer, direction } = subject;
    return { ResponsibilityTransfer: await transferToWire({ tx, now, organization, direction }, transfer) };
  },
});
