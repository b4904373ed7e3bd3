/**
 * A FIDO security key or passkey, which no operation of IAM's enrols: AWS's console does, with what the authenticator answered, and
 * whoever calls this has verified that and asked for the permission iam:EnableMFADevice.
 * Source: IAM User Guide, "Assign a passkey or security key in the AWS Management Console".
 */
import { type AccountId, type Arn, encodeBase32, formatArn, type UniqueId } from "@rolecall/names";
import type { MfaDeviceRecord, SecurityKey, WriteTransaction } from "@rolecall/store";
import type { Call } from "../operation.ts";
import type { QuotaSettings } from "../quotas.ts";

/** Of a user, or root. Source: IAM User Guide, "IAM and AWS STS quotas". */
export const MFA_DEVICES_PER_USER = 8;

/** Of an ARN that operations take as a SerialNumber. Source: IAM API Reference, "serialNumberType". */
const SERIAL_NUMBER_MAX_LENGTH = 256;
/** As of virtual devices (documented by AWS CloudFormation). */
const NAME_MAX_LENGTH = 226;
/** 26 letters of Base32, as AWS's have. */
const ID_BYTES = 16;

export interface KeyOwner {
  readonly kind: "user" | "root";
  /** The user's; root's is the account's. */
  readonly id: UniqueId;
  /** Of a user. */
  readonly userName?: string | undefined;
  readonly accountId: AccountId;
}

interface Enrolment {
  readonly owner: KeyOwner;
  /** As its owner calls it. */
  readonly name: string;
  readonly key: SecurityKey;
}

/** How a service says it. */
interface EnrolmentRefusals {
  tooLong(): Error;
  /** Its owner has this key already. */
  taken(): Error;
  tooMany(limit: number): Error;
}

/**
 * Gives a user, or root, a security key. A name may come twice: the ARN has an id of its own.
 * @returns the device, whose serial number is its ARN
 * @throws as `refusals` say it
 */
export async function enrolSecurityKey(
  call: Pick<Call<unknown, WriteTransaction>, "tx" | "env" | "now">,
  { owner, name, key }: Enrolment,
  refusals: EnrolmentRefusals,
): Promise<MfaDeviceRecord> {
  const { tx, env, now } = call;
  const serialNumber = arnOf(owner, `${name}-${encodeBase32(env.random(ID_BYTES))}`);
  if (name.length > NAME_MAX_LENGTH || serialNumber.length > SERIAL_NUMBER_MAX_LENGTH)
    throw refusals.tooLong();
  const present = await tx.mfaDevices.ofOwner(owner.id);
  if (present.some(({ securityKey }) => securityKey?.credentialId === key.credentialId))
    throw refusals.taken();
  const limit = devicesPerUser(env);
  if (present.length >= limit) throw refusals.tooMany(limit);
  const device: MfaDeviceRecord = {
    accountId: owner.accountId,
    serialNumber,
    kind: "securityKey",
    securityKey: key,
    clockSteps: 0,
    assignment: { ownerKind: owner.kind, ownerId: owner.id, enabledAt: now },
    tags: [],
    createdAt: now,
  };
  await tx.mfaDevices.insert(device);
  return device;
}

/** IAM's quota, which counts devices of all kinds together. */
function devicesPerUser({ quotas }: { readonly quotas: QuotaSettings }): number {
  return quotas.iam?.MFADevicesPerUser ?? MFA_DEVICES_PER_USER;
}

function arnOf({ accountId, userName }: KeyOwner, name: string): Arn {
  return userName === undefined
    ? formatArn("root-u2f", { accountId, name })
    : formatArn("u2f", { accountId, userName, name });
}
