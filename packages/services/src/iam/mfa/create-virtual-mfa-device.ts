import { newTotpSeed, sealTotpSeed, type TotpSeed } from "@rolecall/credentials";
import { encodeBase32 } from "@rolecall/names";
import { type Call, newTags, type Preparation, tagsToWire } from "@rolecall/operations";
import type { MfaDeviceRecord, WriteTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { TAGGED_DEVICE } from "../kinds.ts";
import { checkQuota } from "../quotas.ts";
import {
  DEVICE_NAME_MAX_LENGTH,
  deviceAlreadyExists,
  deviceNameTooLong,
  serialNumberTooLong,
} from "./error.ts";
import { newVirtualDevice } from "./on.ts";
import { drawQrCode, otpauthUri } from "./qr-code.ts";
import { type NamesDevice, SERIAL_NUMBER_MAX_LENGTH, virtualSerialNumber } from "./serial-number.ts";

/** What the answer alone ever shows: what is stored is sealed. */
interface NewSeed {
  readonly seed: TotpSeed;
  /** In Base32. */
  readonly secret: string;
  readonly picture: Uint8Array;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateVirtualMFADevice.html */
export const createVirtualMfaDevice = iam.write("CreateVirtualMFADevice", {
  on: newVirtualDevice,
  prepare: newSeed,
  perform: async ({ call, prepared: { seed, secret, picture } }) => {
    const { input, caller, tx, env, now } = call;
    const { accountId } = caller;
    const serialNumber = virtualSerialNumber(accountId, input);
    if ((await tx.mfaDevices.bySerialNumber(accountId, serialNumber)) !== undefined)
      throw deviceAlreadyExists();
    checkQuota(env, "VirtualMFADevicesPerAccount", (await tx.mfaDevices.count(accountId)).virtual);
    const tags = newTags(input.Tags, TAGGED_DEVICE, env);
    const device: MfaDeviceRecord = {
      accountId,
      serialNumber,
      kind: "virtual",
      sealedSeed: sealTotpSeed(env.keyRing, { accountId, serialNumber }, seed),
      clockSteps: 0,
      tags,
      createdAt: now,
    };
    await tx.mfaDevices.insert(device);
    await forgetCodes(call, device);
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumber,
        // AWS's two blobs: the letters themselves are the bytes of the one.
        Base32StringSeed: Buffer.from(secret, "ascii"),
        QRCodePNG: picture,
        ...(tags.length > 0 && { Tags: tagsToWire(tags) }),
      },
    };
  },
});

/** Drawn before the transaction, which it would hold up. @throws ValidationError where no serial number can hold the name */
async function newSeed({ input, caller, store, env }: Preparation<NamesDevice>): Promise<NewSeed> {
  const { accountId } = caller;
  if (input.VirtualMFADeviceName.length > DEVICE_NAME_MAX_LENGTH) throw deviceNameTooLong();
  if (virtualSerialNumber(accountId, input).length > SERIAL_NUMBER_MAX_LENGTH) throw serialNumberTooLong();
  const account = await store.read((tx) => tx.accounts.byId(accountId));
  const seed = newTotpSeed(env.random);
  const secret = encodeBase32(seed);
  const labelled = {
    deviceName: input.VirtualMFADeviceName,
    accountName: account?.alias ?? accountId,
    secret,
  };
  return { seed, secret, picture: await drawQrCode(otpauthUri(labelled)) };
}

/** What is kept of the codes of a device that was not asked for so long is of no use: no code of then is near any clock. */
const CODE_USES_KEPT_MS = 30 * 86_400_000;
/** Each new device makes room for itself, and a few that came before. */
const PRUNED_AT_ONCE = 4;

/**
 * A device that is made anew under a serial number that another had has a seed of its own: what the other's codes were is
 * forgotten, how often it was asked is not (recorded).
 */
async function forgetCodes(
  { tx, now }: Pick<Call<unknown, WriteTransaction>, "tx" | "now">,
  { accountId, serialNumber }: Pick<MfaDeviceRecord, "accountId" | "serialNumber">,
): Promise<void> {
  await tx.mfaCodeUses.prune(now - CODE_USES_KEPT_MS, PRUNED_AT_ONCE);
  const use = await tx.mfaCodeUses.of(accountId, serialNumber);
  if (use === undefined) return;
  const { lastPairStep: _, ...rest } = use;
  await tx.mfaCodeUses.put({ ...rest, spentSteps: [] });
}
