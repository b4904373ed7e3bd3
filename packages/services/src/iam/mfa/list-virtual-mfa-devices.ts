import type { AssignmentStatusType, VirtualMFADevice } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { anything, type Call, openPage } from "@rolecall/operations";
import type { MfaDeviceRecord, Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { rootUser } from "../account/root-user.ts";
import { iam } from "../define.ts";
import { passwordLastUsed, userToWire } from "../user/user-shape.ts";
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
    const page = await wantedPage(call, pager.request, BY_ASSIGNMENT[status]);
    const devices: VirtualMFADevice[] = [];
    for (const device of page.items) devices.push(await toWire(call, device));
    return { VirtualMFADevices: devices, ...pager.marks(page) };
  },
});

/** Reads on until a page is full: of an account's devices, which are as many as its quota, perhaps few are wanted. */
async function wantedPage(
  { tx, caller }: Reading,
  { limit, after }: PageRequest,
  isWanted: IsWanted,
): Promise<Page<MfaDeviceRecord>> {
  const wanted: MfaDeviceRecord[] = [];
  let next = after;
  do {
    const request = { limit: limit - wanted.length, ...(next !== undefined && { after: next }) };
    const page = await tx.mfaDevices.list(caller.accountId, "virtual", request);
    wanted.push(...page.items.filter(isWanted));
    next = page.next;
  } while (next !== undefined && wanted.length < limit);
  return { items: wanted, ...(next !== undefined && { next }) };
}

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
  return user && { ...userToWire(user), ...(await passwordLastUsed(tx, user.id)) };
}
