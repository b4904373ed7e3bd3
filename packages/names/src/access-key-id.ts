import { type AccountId, isAccountId, toAccountId } from "./account-id.ts";
import { base32Value, encodeBase32, type RandomBytes } from "./base32.ts";

/** AKIA… or ASIA…, or what a seed chose. Names an access key; no secret. */
export type AccessKeyId = string & { readonly __brand: "AccessKeyId" };

/** AKIA… are keys that last, ASIA… those of a session. */
export type AccessKeyIdPrefix = "AKIA" | "ASIA";

const PREFIX_LENGTH = 4;
const ID_LENGTH = 20;
/** How many random bytes an id is made of. */
export const ACCESS_KEY_ID_BYTES = 10;
/** The contract's `accessKeyIdType`, whose least length is not looked at: nothing is decided by it. */
const FORM = /^\w{1,128}$/;

/*
 * An id's 16 characters after the prefix are 80 bits: a mark that the id carries an account, 40 bits of account, 39 bits of
 * chance. AWS's are the same; ids of old, whose first bit is 0, carry no account. The first 48 bits fit in a number.
 */
const MARK = 2 ** 47;
const ACCOUNT_FACTOR = 2 ** 7;
const ACCOUNT_MAX = 999_999_999_999;
/** Ten characters are 50 bits: the first 48 and two more. */
const HEAD_CHARACTERS = 10;
const HEAD_FACTOR = 4;

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
  if (!isAccountId(accountId)) throw new RangeError("an account id has twelve digits");
  const bytes = Uint8Array.from(random(ACCESS_KEY_ID_BYTES));
  const chance = (bytes[5] as number) % ACCOUNT_FACTOR;
  let head = MARK + Number(accountId) * ACCOUNT_FACTOR + chance;
  for (let index = 5; index >= 0; index--) {
    bytes[index] = head % 256;
    head = Math.floor(head / 256);
  }
  return toAccessKeyId(prefix + encodeBase32(bytes, ID_LENGTH - PREFIX_LENGTH));
}

/** The account that an access key id carries; undefined if it carries none, as an id chosen in a seed may not. */
export function accountOfAccessKeyId(id: string): AccountId | undefined {
  if (id.length !== ID_LENGTH || base32Value(id.slice(PREFIX_LENGTH + HEAD_CHARACTERS)) === undefined)
    return undefined;
  const value = base32Value(id.slice(PREFIX_LENGTH, PREFIX_LENGTH + HEAD_CHARACTERS));
  if (value === undefined) return undefined;
  const head = Math.floor(value / HEAD_FACTOR);
  const account = Math.floor((head - MARK) / ACCOUNT_FACTOR);
  return head < MARK || account > ACCOUNT_MAX ? undefined : toAccountId(String(account).padStart(12, "0"));
}

export function isAccessKeyId(text: string): text is AccessKeyId {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no access key id after all: a bug. */
export function toAccessKeyId(text: string): AccessKeyId {
  if (!isAccessKeyId(text)) throw new RangeError(`"${text}" is no access key id.`);
  return text;
}
