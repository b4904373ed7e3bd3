import { createHash } from "node:crypto";
import type { RandomBytes } from "./random-bytes.ts";

/** OWASP's first choice for argon2id; 11 ms on a server's core. Hashes carry their parameters, so these may grow. */
const PARAMETERS = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;

/** IAM's own bound. Without one, whoever signs in could make us hash megabytes. */
export const PASSWORD_MAX_LENGTH = 128;

// Loaded when the first password comes, so that a server that sees none does not pay for the native module.
async function argon2() {
  return await import("@node-rs/argon2");
}

/** Hashes a password with argon2id (RFC 9106), off the main thread, to a PHC string. */
export async function hashPassword(password: string, random: RandomBytes): Promise<string> {
  const { hash } = await argon2();
  return hash(password, { ...PARAMETERS, salt: random(SALT_BYTES) });
}

/**
 * Whether a password is the one that was hashed.
 * @throws if `passwordHash` is no PHC string of argon2: it does not come from the network.
 */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  if (password.length > PASSWORD_MAX_LENGTH) return false;
  const { verify } = await argon2();
  return verify(passwordHash, password);
}

/**
 * What a password of nobody is compared with, so that an unknown name costs as much as a known one. INVARIANT: its parameters are those of
 * every hash that is made now.
 */
export const DUMMY_PASSWORD_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$pIH3s22h98QWYCTxIhBFUQ$PNTFkhWIKpy7ZK5/mSce0YtYpIyVRCkwEcBuaOFnv/o";

/** What a hash from outside may ask of whoever verifies a password with it: memory, time and threads. */
const FOREIGN_MAX = { memoryKibibytes: 65_536, passes: 10, lanes: 4 } as const;
/** Bytes of the salt and of the hash itself. Source: RFC 9106, section 3.1; the upper ones are ours. */
const FOREIGN_BYTES = { salt: [8, 64], hash: [16, 64] } as const;
const PHC_LENGTH_MAX = 256;

/**
 * What is wrong with a hash that was made elsewhere, in words that do not repeat it; undefined where passwords can be verified with it. It is a PHC
 * string of argon2id, version 19, with `m`, `t` and `p` in this order, as every implementation writes it.
 */
export function foreignHashProblem(passwordHash: string): string | undefined {
  const form = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,4})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
  const [, memory, passes, lanes, salt = "", hash = ""] =
    passwordHash.length > PHC_LENGTH_MAX ? [] : (form.exec(passwordHash) ?? []);
  if (memory === undefined)
    return "a password's hash is a PHC string of argon2id: $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH";
  const { memoryKibibytes, passes: passesMax, lanes: lanesMax } = FOREIGN_MAX;
  const asked = [Number(memory), Number(passes), Number(lanes)] as const;
  if (asked[0] > memoryKibibytes || asked[1] > passesMax || asked[2] > lanesMax)
    return `a password's hash asks for at most m=${memoryKibibytes} (KiB), t=${passesMax} and p=${lanesMax}`;
  if (asked[1] < 1 || asked[2] < 1 || asked[0] < 8 * asked[2])
    return "a password's hash needs at least t=1, p=1 and m=8 for each p";
  for (const [what, text] of [
    ["salt", salt],
    ["hash", hash],
  ] as const) {
    const [least, most] = FOREIGN_BYTES[what];
    const { length } = Buffer.from(text, "base64");
    if (text.length % 4 === 1 || length < least || length > most)
      return `the ${what} in a password's hash has ${least} to ${most} bytes, in Base64 without =`;
  }
  return undefined;
}

/** Tells one hash from another without showing it. */
export function passwordHashDigest(passwordHash: string): string {
  return createHash("sha256").update(passwordHash).digest("base64url");
}
