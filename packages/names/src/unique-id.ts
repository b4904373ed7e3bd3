import type { AccountId } from "./account-id.ts";
import { encodeBase32, type RandomBytes } from "./base32.ts";

/** AIDA…, AROA…, AGPA…, AIPA…, ANPA…; the account id where the root user is meant. Never re-used. */
export type UniqueId = string & { readonly __brand: "UniqueId" };

/**
 * What a unique id is of: user, role, group, managed policy, instance profile, server certificate, credential of one service.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export type UniqueIdPrefix = "AIDA" | "AROA" | "AGPA" | "ANPA" | "AIPA" | "ASCA" | "ACCA";

const RANDOM_CHARACTERS = 17;
const RANDOM_BYTES = 11;
const PUBLIC_KEY_CHARACTERS = 16;
const PUBLIC_KEY_BYTES = 10;

/** A new unique id: 21 characters, 85 bits of chance. It is never given twice, so a name used again is another principal. */
export function newUniqueId(prefix: UniqueIdPrefix, random: RandomBytes): UniqueId {
  return toUniqueId(prefix + encodeBase32(random(RANDOM_BYTES), RANDOM_CHARACTERS));
}

/** The id of a public key for SSH: 20 characters, 80 bits of chance. */
export function newPublicKeyId(random: RandomBytes): string {
  return `APKA${encodeBase32(random(PUBLIC_KEY_BYTES), PUBLIC_KEY_CHARACTERS)}`;
}

/** The root user goes by its account's id. */
export function rootUserId(accountId: AccountId): UniqueId {
  return toUniqueId(accountId);
}

/** The contract's `idType`, whose least length is not looked at: nothing is decided by it. */
const FORM = /^\w{1,128}$/;

export function isUniqueId(text: string): text is UniqueId {
  return FORM.test(text);
}

/** For text that was checked before. @throws RangeError where it is no unique id after all: a bug. */
export function toUniqueId(text: string): UniqueId {
  if (!isUniqueId(text)) throw new RangeError(`"${text}" is no unique id: it has letters and digits alone.`);
  return text;
}
