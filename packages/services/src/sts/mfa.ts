/**
 * The code of an MFA device that a call brings besides its signature. Source: STS API Reference, GetSessionToken and AssumeRole,
 * SerialNumber and TokenCode; the words are AWS's (recorded), their spaces too.
 */
import { hasMfaDevice, type IdentifiedCaller, type SecondFactor, spendMfaCode } from "@rolecall/access";
import type { SessionClaims } from "@rolecall/credentials";
import { rootUserId, type UniqueId } from "@rolecall/names";
import { type Call, type CommonError, commonError, type Preparation } from "@rolecall/operations";
import type { ReadTransaction } from "@rolecall/store";

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

interface SentCode {
  readonly serialNumber: string;
  readonly code: string;
}

const REFUSALS = {
  halfSent: "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
  wrongCode: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
  unknownDevice:
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
} as const;

function refusal(reason: keyof typeof REFUSALS): CommonError {
  return commonError("accessDenied", REFUSALS[reason]);
}

/**
 * Spends the code of an input; undefined where there is none.
 * @throws AccessDenied where there is half of it, the device is not the caller's, or the code is not good
 */
export function verifyMfa(preparation: Preparation<MfaInput>): Promise<SecondFactor> | undefined {
  const { SerialNumber: serialNumber, TokenCode: code } = preparation.input;
  if (serialNumber === undefined && code === undefined) return undefined;
  if (serialNumber === undefined || code === undefined) throw refusal("halfSent");
  return spendCode(preparation, { serialNumber, code });
}

async function spendCode(
  { caller, store, now, env }: Preparation<MfaInput>,
  sent: SentCode,
): Promise<SecondFactor> {
  const ownerId = deviceOwner(caller);
  if (ownerId === undefined) throw refusal("unknownDevice");
  const { accountId } = caller;
  const verdict = await spendMfaCode({ store, keys: env.keys }, { ...sent, accountId, ownerId, now });
  if (verdict !== "good") throw refusal(verdict);
  return { serialNumber: sent.serialNumber, verifiedAt: now };
}

/** Whose devices the caller may name: users and the root user have some, roles have none. */
function deviceOwner(caller: IdentifiedCaller): UniqueId | undefined {
  if (caller.kind === "user") return caller.id;
  return caller.kind === "root" ? rootUserId(caller.accountId) : undefined;
}

/** @throws AccessDenied where the device whose code was good a moment ago is the caller's no more */
export async function confirmDevice({
  tx,
  caller,
  secondFactor,
}: Pick<Call<unknown, ReadTransaction>, "tx" | "caller" | "secondFactor">): Promise<void> {
  if (secondFactor === undefined) return;
  const { serialNumber } = secondFactor;
  const ownerId = deviceOwner(caller);
  const isOwn =
    ownerId !== undefined && (await hasMfaDevice(tx, { accountId: caller.accountId, ownerId, serialNumber }));
  if (!isOwn) throw refusal("unknownDevice");
}

/** What a session remembers of the code that it was asked for with. */
export function mfaClaim(
  secondFactor: SecondFactor | undefined,
): Pick<SessionClaims, "mfaAuthenticatedAtSeconds"> {
  return secondFactor === undefined
    ? {}
    : { mfaAuthenticatedAtSeconds: Math.floor(secondFactor.verifiedAt / 1000) };
}
