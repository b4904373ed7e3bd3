import type { AssignmentStatusType, VirtualMFADevice } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { anything, type Call, openPage, wantedPage } from "@rolecall/operations";
import type { MfaDeviceRecord, ReadTransaction } from "@rolecall/store";
import { rootUser } from "../account/root-user.ts";
import { iam } from "../define.ts";
import { userToWire } from "../user/user-shape.ts";
import { enableDate } from "./device-shape.ts";

type Reading = Pick<Call<unknown, ReadTransaction>, "tx" | "caller">;
type IsWanted = (device: MfaDeviceRecord) => boolean;

const BY_ASSIGNMENT: Readonly<Record<AssignmentStatusType, IsWanted>> = {
  Any: () => true,
  Assigned: ({ assignment }) => assignment !== undefined,
  Unassigned: ({ assignment }) => assignment === undefined,
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html */
export const listVirtualMfaDevices = iam.read("ListVirtualMFADevices", {
  on: anything,
  perform: async ({ call }) => {
    const { AssignmentStatus: status = "Any" } = call.input;
    const pager = openPage(call, status);
    const page = await wantedPage(pager.request, {
      list: (request) => call.tx.mfaDevices.list(call.caller.accountId, "virtual", request),
      isWanted: BY_ASSIGNMENT[status],
      // An account's devices are as many as its quota.
      lookedAtMost: Number.POSITIVE_INFINITY,
    });
    // Asked together: a round trip or two, where the store is behind a network.
    const devices = await Promise.all(page.items.map((device) => toWire(call, device)));
    return { VirtualMFADevices: devices, ...pager.marks(page) };
  },
});

/** Neither seed nor picture nor tags: recorded. */
async function toWire(
  call: Reading,
  { serialNumber, assignment }: MfaDeviceRecord,
): Promise<VirtualMFADevice> {
  if (assignment === undefined) return { SerialNumber: serialNumber };
  const { ownerKind, ownerId, enabledAt } = assignment;
  const user = ownerKind === "root" ? await rootUser(call) : await userOf(call, ownerId);
  return { SerialNumber: serialNumber, ...(user && { User: user }), ...enableDate(enabledAt) };
}

async function userOf({ tx }: Reading, id: UniqueId) {
  const user = await tx.users.byId(id);
  return user && userToWire(user, (await tx.usage.of(id))?.at);
}
