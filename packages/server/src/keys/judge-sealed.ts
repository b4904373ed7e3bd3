/** Whether what a store holds sealed opens, record by record, for who looks a whole store over. */
import {
  createKeyRing,
  type KeyBytes,
  type KeyRing,
  openKey,
  openSecret,
  openText,
  openTotpSeed,
  type RandomBytes,
} from "@rolecall/credentials";
import type { AccessKeyRecord, DataKeyRecord, MfaDeviceRecord, SealingKeyRecord } from "@rolecall/store";

type JudgeSealed = (family: string, record: object) => string | undefined;

const CHECK_TEXT = "rolecall";

/**
 * @param dataKeys of the same store; before there were any, master keys sealed
 * @returns says what is wrong with a record; undefined where all that it holds sealed opens
 */
export function judgeSealedBy(
  masters: KeyRing,
  dataKeys: readonly DataKeyRecord[],
  random: RandomBytes,
): JudgeSealed {
  const opened = dataKeys
    .map(({ keyId, seals }) => openKey(masters, keyId, seals))
    .filter((key) => key !== undefined);
  const ring = dataKeys.length === 0 ? masters : ringOf(opened, random);
  const judges: Readonly<Record<string, (record: never) => boolean>> = {
    accessKeys: ({ id, sealedSecret }: AccessKeyRecord) =>
      ring !== undefined && openSecret(ring, id, sealedSecret) !== undefined,
    mfaDevices: (device: MfaDeviceRecord) =>
      device.sealedSeed === undefined ||
      (ring !== undefined && openTotpSeed(ring, device, device.sealedSeed) !== undefined),
    dataKeys: ({ keyId, seals }: DataKeyRecord) => openKey(masters, keyId, seals) !== undefined,
    sealingKeys: ({ check }: SealingKeyRecord) => openText(masters, "check", check) === CHECK_TEXT,
  };
  return (family, record) => {
    const opens = judges[family];
    return opens === undefined || opens(record as never) ? undefined : "what it holds sealed does not open";
  };
}

function ringOf(keys: readonly KeyBytes[], random: RandomBytes): KeyRing | undefined {
  return keys.length === 0 ? undefined : createKeyRing(keys, random);
}
