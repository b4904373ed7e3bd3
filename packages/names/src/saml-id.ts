import { encodeBase32, type RandomBytes } from "./base32.ts";

/** Of SAML providers, and of private keys that assertions are encrypted for. */
export type SamlIdPrefix = "SAMLSP" | "SAMLPK";

const RANDOM_CHARACTERS = 16;
const RANDOM_BYTES = 10;

/** A new id: 22 characters, 80 bits of chance. */
export function newSamlId(prefix: SamlIdPrefix, random: RandomBytes): string {
  return prefix + encodeBase32(random(RANDOM_BYTES), RANDOM_CHARACTERS);
}
