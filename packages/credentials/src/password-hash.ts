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

/** Tells one hash from another without showing it. */
export function passwordHashDigest(passwordHash: string): string {
  return createHash("sha256").update(passwordHash).digest("base64url");
}
