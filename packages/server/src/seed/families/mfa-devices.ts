import { sealTotpSeed, toTotpSeed } from "@rolecall/credentials";
import { decodeBase32, parseArn, rootUserId } from "@rolecall/names";
import { IAM_QUOTAS } from "@rolecall/services/quotas";
import type { MfaDeviceRecord, WriteTransaction } from "@rolecall/store";
import { wholeSeconds } from "../../installation/installation.ts";
import type { SeedFamily, SeedPlace } from "./family.ts";
import { record, text } from "./json-schema.ts";

/** A device that shows codes, whose seed is known: printed with a hardware token, or of a phone that is to go on. */
export interface SeedMfaDevice {
  readonly serialNumber: string;
  readonly kind: "hardware" | "virtual";
  /** In Base32. */
  readonly seed: string;
  /** Whose it is. Where neither this nor `root` is said, it is nobody's, and can be enabled. */
  readonly user?: string;
  readonly root?: true;
}

export const mfaDevices: SeedFamily<SeedMfaDevice> = {
  schema: record(["serialNumber", "kind", "seed"], {
    serialNumber: {
      type: "string",
      // As AWS's contract has it, so that every operation on devices takes it.
      pattern: "^[\\w+=/:,.@-]{9,256}$",
      description:
        "a serial number has 9 to 256 letters, digits and +=/:,.@-_, such as GAHT12345678 or arn:aws:iam::111111111111:mfa/phone",
    },
    kind: { enum: ["hardware", "virtual"] },
    seed: text,
    user: text,
    root: { const: true },
  }),
  identities: ({ serialNumber }) => [
    { path: ["serialNumber"], within: "account", kind: "MFA device", value: serialNumber },
  ],
  documents: () => [],
  async create(device, place) {
    const { path, writer, installation } = place;
    const { clock, keyRing, store } = installation;
    const { accountId } = writer;
    const { MFADevicesPerUser: limit } = IAM_QUOTAS.of(installation);
    checkSerialNumber(device, place);
    const seed = toTotpSeed(decodeBase32(device.seed) ?? new Uint8Array());
    if (seed === undefined) {
      throw writer.fail(
        [...path, "seed"],
        "a seed is Base32 of at least 26 letters A to Z and digits 2 to 7",
      );
    }
    const createdAt = wholeSeconds(clock());
    const mfaDevice: MfaDeviceRecord = {
      accountId,
      serialNumber: device.serialNumber,
      kind: device.kind,
      sealedSeed: sealTotpSeed(keyRing, { accountId, serialNumber: device.serialNumber }, seed),
      clockSteps: 0,
      tags: [],
      createdAt,
    };
    if (device.user !== undefined && device.root !== undefined) {
      throw writer.fail([...path, "root"], "a device is a user's or root's, and not both");
    }
    // In one transaction, since devices are made side by side and a user has so many.
    const problem = await writer.attempt(path, () =>
      store.write((tx) => insertOwned(tx, mfaDevice, { owner: device, limit })),
    );
    if (problem !== undefined) {
      throw writer.fail([...path, device.root === undefined ? "user" : "root"], problem);
    }
  },
};

interface Owning {
  readonly owner: Pick<SeedMfaDevice, "user" | "root">;
  readonly limit: number;
}

/** @returns what is wrong with whom it is to be of; then nothing is inserted */
async function insertOwned(
  tx: WriteTransaction,
  device: MfaDeviceRecord,
  { owner, limit }: Owning,
): Promise<string | undefined> {
  const { accountId, createdAt: enabledAt } = device;
  if (owner.user === undefined && owner.root === undefined) {
    await tx.mfaDevices.insert(device);
    return undefined;
  }
  const user = owner.user === undefined ? undefined : await tx.users.byName(accountId, owner.user);
  const ownerId = owner.user === undefined ? rootUserId(accountId) : user?.id;
  if (ownerId === undefined) return `The user with name ${owner.user} cannot be found.`;
  if ((await tx.mfaDevices.ofOwner(ownerId)).length >= limit)
    return `a user has at most ${limit} MFA devices`;
  const ownerKind = owner.user === undefined ? "root" : "user";
  await tx.mfaDevices.insert({ ...device, assignment: { ownerKind, ownerId, enabledAt } });
  return undefined;
}

/** A virtual device goes by its ARN, whoever has printed a hardware device by what is printed on it. */
function checkSerialNumber({ kind, serialNumber }: SeedMfaDevice, { path, writer }: SeedPlace): void {
  const isOwn = parseArn("mfa", serialNumber)?.accountId === writer.accountId;
  const at = [...path, "serialNumber"];
  if (kind === "virtual" && !isOwn) {
    throw writer.fail(
      at,
      `a virtual device's serial number is an ARN of its account, such as arn:aws:iam::${writer.accountId}:mfa/phone`,
    );
  }
  if (kind === "hardware" && serialNumber.startsWith("arn:")) {
    throw writer.fail(at, "a hardware device's serial number is what is printed on it, and no ARN");
  }
}
