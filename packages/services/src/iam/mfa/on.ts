/** Virtual devices, by the serial number that is their ARN. */
import { formatArn, isArn } from "@rolecall/names";
import { type Call, NOTHING_TO_FIND, type On, withTags } from "@rolecall/operations";
import type { MfaDeviceRecord, ReadTransaction } from "@rolecall/store";
import { newEntityPermission, ROOT_PATH } from "../requirement.ts";
import { noSuchDevice } from "./error.ts";
import type { NamesDevice } from "./serial-number.ts";

interface BySerialNumber {
  readonly SerialNumber: string;
}

interface DeviceSubject {
  readonly serialNumber: string;
  readonly record: MfaDeviceRecord | undefined;
}

/** Other kinds are not to be deleted by their serial number, and have no tags: as if they were not there. */
export const virtualDevice: On<BySerialNumber, DeviceSubject, MfaDeviceRecord> = {
  find: async ({ tx, caller, input: { SerialNumber: serialNumber } }) => ({
    serialNumber,
    record: await tx.mfaDevices.bySerialNumber(caller.accountId, serialNumber),
  }),
  permission: ({ caller: { accountId } }, { serialNumber, record }) => ({
    resource: isArn(serialNumber)
      ? serialNumber
      : formatArn("mfa", { accountId, path: ROOT_PATH, name: serialNumber }),
    ...(record !== undefined && { resourceTags: record.tags }),
  }),
  take({ serialNumber, record }) {
    if (record?.kind !== "virtual") throw noSuchDevice(serialNumber);
    return record;
  },
};

/**
 * The same for who is about to delete it. A session of AssumeRoot may do nothing but to the root user, and with these devices too it
 * does that: it deletes what it took from root (no source: AWS's task policy lists the action on nothing but root).
 */
export const virtualDeviceToDelete: typeof virtualDevice = {
  ...virtualDevice,
  permission(call, found) {
    const { accountId, session } = call.caller;
    const permission = virtualDevice.permission(call, found);
    return session?.kind === "assumedRoot"
      ? { ...permission, resource: formatArn("root", { accountId }) }
      : permission;
  },
};

export const newVirtualDevice = withTags<NamesDevice, undefined, undefined>("iam:TagMFADevice", {
  ...NOTHING_TO_FIND,
  permission: (call) =>
    newEntityPermission(call, { kind: "mfa", path: call.input.Path, name: call.input.VirtualMFADeviceName }),
});

/** @throws NoSuchEntity where there is none of the serial number in the caller's account */
export async function deviceNamed(
  { tx, caller }: Pick<Call<unknown, ReadTransaction>, "tx" | "caller">,
  serialNumber: string,
): Promise<MfaDeviceRecord> {
  const device = await tx.mfaDevices.bySerialNumber(caller.accountId, serialNumber);
  if (device === undefined) throw noSuchDevice(serialNumber);
  return device;
}
