import { base32Value, encodeBase32 } from "./base32.ts";
import type { RandomBytes } from "./random-bytes.ts";

/** Names an access key; no secret. */
export type AccessKeyId = string & { readonly __brand: "AccessKeyId" };

/** AKIA… are keys that last, ASIA… those of a session. */
export type AccessKeyIdPrefix = "AKIA" | "ASIA";

const PREFIX_LENGTH = 4;
const ID_LENGTH = 20;
const ID_BYTES = 10;
const ACCOUNT_ID = /^\d{12}$/;

/*
 * An id's 16 characters after the prefix are 80 bits: a mark that the id carries an account, 40 bits of account, 39 bits of
 * chance. AWS's are the same; ids of old, whose first bit is 0, carry no account.
 */
const MARK = 1n << 47n;
const ACCOUNT_SHIFT = 7n;
const ACCOUNT_MASK = (1n << 40n) - 1n;
const HEAD_SHIFT = 32n;
const ACCOUNT_MAX = 999_999_999_999n;

/**
 * A new access key id that carries its account, so that GetAccessKeyInfo needs no look-up.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html
 * @throws RangeError if `accountId` is not twelve digits.
 */
export function newAccessKeyId(
  prefix: AccessKeyIdPrefix,
  accountId: string,
  random: RandomBytes,
): AccessKeyId {
  if (!ACCOUNT_ID.test(accountId)) throw new RangeError("an account id has twelve digits");
  const bytes = Buffer.alloc(ID_BYTES, random(ID_BYTES));
  const chance = BigInt(bytes.readUIntBE(0, 6)) & ((1n << ACCOUNT_SHIFT) - 1n);
  bytes.writeUIntBE(Number(MARK | (BigInt(accountId) << ACCOUNT_SHIFT) | chance), 0, 6);
  return (prefix + encodeBase32(bytes, ID_LENGTH - PREFIX_LENGTH)) as AccessKeyId;
}

/** The account that an access key id carries; undefined if it carries none, as an id chosen in a seed may not. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (id.length !== ID_LENGTH) return undefined;
  const value = base32Value(id.slice(PREFIX_LENGTH));
  if (value === undefined) return undefined;
  const head = value >> HEAD_SHIFT;
  const account = (head >> ACCOUNT_SHIFT) & ACCOUNT_MASK;
  if ((head & MARK) === 0n || account > ACCOUNT_MAX) return undefined;
  return account.toString().padStart(12, "0");
}
