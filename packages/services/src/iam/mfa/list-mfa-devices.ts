import { openPage, pageOf } from "@rolecall/operations";
import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { deviceToWire } from "./device-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html */
export const listMfaDevices = iam.read("ListMFADevices", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    const owner = identityOf(target);
    const pager = openPage(call, owner.id);
    const devices = await call.tx.mfaDevices.ofOwner(owner.id);
    const page = pageOf(devices, ({ serialNumber }) => serialNumber, pager.request);
    return { MFADevices: page.items.map((device) => deviceToWire(device, owner)), ...pager.marks(page) };
  },
});
