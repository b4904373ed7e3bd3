/**
 * A FIDO security key or passkey, which no operation of IAM's enrols: AWS's console does, with what the authenticator answered, and
 * whoever calls this has verified that and asked for the permission iam:EnableMFADevice.
 * Source: IAM User Guide, "Assign a passkey or security key in the AWS Management Console".
 */
import { type AccountId, type Arn, encodeBase32, formatArn } from "@rolecall/names";
import type { Call } from "@rolecall/operations";
import type { MfaDeviceRecord, SecurityKey, WriteTransaction } from "@rolecall/store";
import { identityOf, type OwnerIdentity } from "../access-key/key-owner.ts";
import type { UserOrRoot } from "../subject.ts";
import { checkDeviceQuota } from "./assign-device.ts";
import {
  DEVICE_NAME_MAX_LENGTH,
  deviceAlreadyExists,
  deviceNameTooLong,
  serialNumberTooLong,
} from "./error.ts";
import { SERIAL_NUMBER_MAX_LENGTH } from "./serial-number.ts";

interface Enrolment {
  readonly owner: UserOrRoot;
  readonly accountId: AccountId;
  /** As its owner calls it. */
  readonly name: string;
  readonly key: SecurityKey;
}

/** 26 letters of Base32, as AWS's have. */
const ID_BYTES = 16;

/**
 * Gives a user, or root, a security key. A name may come twice: the ARN has an id of its own.
 * @returns the device, whose serial number is its ARN
 * @throws NoSuchEntity where the user is not there; LimitExceeded where it has eight devices; EntityAlreadyExists where one of them
 * is this key; ValidationError where the name is too long
 */
export async function enrolSecurityKey(
  call: Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">,
  { owner, accountId, name, key }: Enrolment,
): Promise<MfaDeviceRecord> {
  const { tx, env, now } = call;
  const identity = identityOf(owner);
  if (name.length > DEVICE_NAME_MAX_LENGTH) throw deviceNameTooLong();
  const id = encodeBase32(env.random(ID_BYTES));
  const serialNumber = arnOf(accountId, identity, `${name}-${id}`);
  if (serialNumber.length > SERIAL_NUMBER_MAX_LENGTH) throw serialNumberTooLong();
  const present = await tx.mfaDevices.ofOwner(identity.id);
  if (present.some(({ securityKey }) => securityKey?.credentialId === key.credentialId))
    throw deviceAlreadyExists();
  await checkDeviceQuota(call, identity);
  const device: MfaDeviceRecord = {
    accountId,
    serialNumber,
    kind: "securityKey",
    securityKey: key,
    clockSteps: 0,
    assignment: { ownerKind: owner.kind, ownerId: identity.id, enabledAt: now },
    tags: [],
    createdAt: now,
  };
  await tx.mfaDevices.insert(device);
  return device;
}

function arnOf(accountId: AccountId, { userName }: OwnerIdentity, name: string): Arn {
  return userName === undefined
    ? formatArn("root-u2f", { accountId, name })
    : formatArn("u2f", { accountId, userName, name });
}
