import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { ACCESS_KEY_ID_BYTES, type AccessKeyId, newAccessKeyId } from "@rolecall/names";
import { KEY_ID_BYTES, type KeyRing, type RingKey } from "./key-ring.ts";
import type { RandomBytes } from "./random-bytes.ts";
import { type SecretAccessKey, toSecretAccessKey } from "./secret-access-key.ts";
import type { SessionClaims } from "./session-claims.ts";
import { decodeClaims, encodeClaims } from "./session-claims-codec.ts";

/*
 * A token is, in base64: version, 1 byte; key id, 4 bytes; salt, 16 bytes; ciphertext; tag, 16 bytes.
 *
 * Ring key, access key id and salt give both the key that the claims are sealed with and the session's secret, by HMAC-SHA-512.
 * So a token opens only together with its access key id; nothing is stored for a session; and as each key seals one
 * message, no number of sessions wears a ring key out (with one key for all, random IVs would allow 2^32).
 */
const VERSION = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const AES_KEY_BYTES = 32;
const HEAD_BYTES = 1 + KEY_ID_BYTES + SALT_BYTES;
const IV = Buffer.alloc(12);
/** Of base64: 6 bytes, version and key id among them. */
const KEY_ID_CHARACTERS = 8;

/** Far more than the claims' own quotas allow; longer tokens are not even decoded. */
export const SESSION_TOKEN_MAX_LENGTH = 64 * 1024;

/** What STS answers with. */
export interface SessionCredentials {
  readonly accessKeyId: AccessKeyId;
  readonly secretAccessKey: SecretAccessKey;
  readonly sessionToken: string;
}

export interface OpenedSession {
  readonly claims: SessionClaims;
  readonly secretAccessKey: SecretAccessKey;
}

interface SessionKeys {
  readonly sealingKey: Buffer;
  readonly secretAccessKey: SecretAccessKey;
}

function sessionKeys(key: RingKey, accessKeyId: string, salt: Uint8Array): SessionKeys {
  const material = createHmac("sha512", key.subkeys.session)
    .update(salt)
    .update(accessKeyId, "latin1")
    .digest();
  return {
    sealingKey: material.subarray(0, AES_KEY_BYTES),
    secretAccessKey: toSecretAccessKey(material.subarray(AES_KEY_BYTES)),
  };
}

export interface IssuingOptions {
  /** The ring's own where absent. */
  readonly random?: RandomBytes;
  /** Characters that the token has at least, for who wants to know whether long ones pass. */
  readonly minimumLength?: number | undefined;
}

/** Makes temporary credentials that say of themselves what they are. */
export function issueSession(
  ring: KeyRing,
  claims: SessionClaims,
  { random = ring.random, minimumLength }: IssuingOptions = {},
): SessionCredentials {
  // Asked for once: each call to the system's generator costs 3 µs.
  const chance = random(ACCESS_KEY_ID_BYTES + SALT_BYTES);
  const accessKeyId = newAccessKeyId("ASIA", claims.accountId, (size) => chance.subarray(0, size));
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head[0] = VERSION;
  head.writeUInt32BE(ring.current.id, 1);
  head.set(chance.subarray(ACCESS_KEY_ID_BYTES), 1 + KEY_ID_BYTES);
  const { sealingKey, secretAccessKey } = sessionKeys(
    ring.current,
    accessKeyId,
    head.subarray(1 + KEY_ID_BYTES),
  );
  const cipher = createCipheriv("aes-256-gcm", sealingKey, IV);
  cipher.setAAD(head);
  const sealed = cipher.update(padClaims(encodeClaims(claims), minimumLength), "utf8");
  cipher.final();
  const token = Buffer.concat([head, sealed, cipher.getAuthTag()]);
  return { accessKeyId, secretAccessKey, sessionToken: token.toString("base64") };
}

/** With spaces behind them, which who reads the claims passes over. */
function padClaims(text: string, minimumLength: number | undefined): string {
  if (minimumLength === undefined) return text;
  // Of four characters of base64, three are bytes.
  const missing =
    Math.ceil((minimumLength * 3) / 4) - HEAD_BYTES - TAG_BYTES - Buffer.byteLength(text, "utf8");
  return missing <= 0 ? text : text + " ".repeat(missing);
}

/** Which key sealed a session token, as it says itself: nothing is proven. Undefined for what cannot be one. */
export function sessionKeyId(sessionToken: string): number | undefined {
  if (sessionToken.length > SESSION_TOKEN_MAX_LENGTH) return undefined;
  const head = Buffer.from(sessionToken.slice(0, KEY_ID_CHARACTERS), "base64");
  return head.length <= KEY_ID_BYTES || head[0] !== VERSION ? undefined : head.readUInt32BE(1);
}

/**
 * Opens a session token. Undefined if it is none, was tampered with, was sealed by a key that has left the ring, or belongs
 * to another access key id. Never throws. Whether the session has expired is the caller's to ask, every time.
 */
export function openSession(
  ring: KeyRing,
  accessKeyId: string,
  sessionToken: string,
): OpenedSession | undefined {
  if (sessionToken.length > SESSION_TOKEN_MAX_LENGTH) return undefined;
  const token = Buffer.from(sessionToken, "base64");
  if (token.length < HEAD_BYTES + TAG_BYTES || token[0] !== VERSION) return undefined;
  // Buffer skips what is not base64, so many spellings would open; only the one that was given does.
  if (token.toString("base64") !== sessionToken) return undefined;
  const key = ring.byId.get(token.readUInt32BE(1));
  if (key === undefined) return undefined;
  const { sealingKey, secretAccessKey } = sessionKeys(
    key,
    accessKeyId,
    token.subarray(1 + KEY_ID_BYTES, HEAD_BYTES),
  );
  const decipher = createDecipheriv("aes-256-gcm", sealingKey, IV, { authTagLength: TAG_BYTES });
  decipher.setAAD(token.subarray(0, HEAD_BYTES));
  decipher.setAuthTag(token.subarray(token.length - TAG_BYTES));
  const text = decipher.update(token.subarray(HEAD_BYTES, token.length - TAG_BYTES));
  try {
    // Throws unless the tag is right; before that, nothing that came out may be believed.
    decipher.final();
  } catch {
    return undefined;
  }
  return { claims: decodeClaims(text.toString("utf8")), secretAccessKey };
}
