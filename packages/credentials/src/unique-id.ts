import { encodeBase32 } from "./base32.ts";
import type { RandomBytes } from "./random-bytes.ts";

/**
 * What a unique id is of: user, role, group, managed policy, instance profile.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export type UniqueIdPrefix = "AIDA" | "AROA" | "AGPA" | "ANPA" | "AIPA";

const RANDOM_CHARACTERS = 17;
const RANDOM_BYTES = 11;

/** A new unique id: 21 characters, 85 bits of chance. It is never given twice, so a name used again is another principal. */
export function newUniqueId(prefix: UniqueIdPrefix, random: RandomBytes): string {
  return prefix + encodeBase32(random(RANDOM_BYTES), RANDOM_CHARACTERS);
}
