/** Whether what a store holds sealed opens, record by record, for who looks a whole store over. */
import {
  createKeyRing,
  type KeyBytes,
  type KeyRing,
  openKey,
  openText,
  type RandomBytes,
} from "@rolecall/credentials";
import type {
  AccessKeyRecord,
  DataKeyRecord,
  IssuerKeyRecord,
  MfaDeviceRecord,
  SamlProviderRecord,
  SealedBox,
  SealingKeyRecord,
  ServerCertificateRecord,
  ServiceCredentialRecord,
} from "@rolecall/store";
import { opensBox, SEALED_FAMILIES, type SealedFamily } from "./sealed-families.ts";

type JudgeSealed = (family: string, record: object) => string | undefined;

const CHECK_TEXT = "rolecall";

type Boxes = readonly Pick<SealedBox, "context" | "sealed">[];

/** What a record holds sealed, and what each was sealed with: as the records' own comments say. */
const BOXES: Readonly<Record<SealedFamily, (record: never) => Boxes>> = {
  accessKeys: ({ id, sealedSecret }: AccessKeyRecord) => [{ context: id, sealed: sealedSecret }],
  serviceCredentials: ({ id, sealedSecret }: ServiceCredentialRecord) => [
    { context: id, sealed: sealedSecret },
  ],
  serverCertificates: ({ id, sealedPrivateKey }: ServerCertificateRecord) => [
    { context: id, sealed: sealedPrivateKey },
  ],
  mfaDevices: ({ accountId, serialNumber, sealedSeed }: MfaDeviceRecord) =>
    sealedSeed === undefined ? [] : [{ context: `${accountId} ${serialNumber}`, sealed: sealedSeed }],
  samlProviders: ({ privateKeys }: SamlProviderRecord) =>
    privateKeys.map(({ id, sealedKey }) => ({ context: id, sealed: Buffer.from(sealedKey, "base64") })),
  issuerKeys: ({ accountId, id, sealedPrivateKey }: IssuerKeyRecord) => [
    { context: `${accountId} ${id}`, sealed: sealedPrivateKey },
  ],
};

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
  const judgeBoxes = (family: SealedFamily) => (record: never) =>
    BOXES[family](record).every((box) => ring !== undefined && opensBox(ring, family, box));
  const judges: Readonly<Record<string, (record: never) => boolean>> = {
    ...Object.fromEntries(SEALED_FAMILIES.map((family) => [family, judgeBoxes(family)])),
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
