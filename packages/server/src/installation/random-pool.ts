import type { RandomBytes } from "@rolecall/credentials";

const POOL_BYTES = 4096;
/** More is asked of the system itself. */
const MAX_POOLED_BYTES = 64;

/**
 * Gives random bytes out of a supply. A call to the system's generator costs 4 µs for a few bytes, and hardly more for
 * thousands. INVARIANT: no byte is given twice, and none stays in the supply once it was given.
 */
export function poolRandomBytes(random: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0);
  let given = 0;
  return (size) => {
    if (size > MAX_POOLED_BYTES) return random(size);
    if (given + size > pool.length) {
      pool = random(POOL_BYTES);
      given = 0;
    }
    const end = given + size;
    const bytes = Buffer.from(pool.subarray(given, end));
    pool.fill(0, given, end);
    given = end;
    return bytes;
  };
}
