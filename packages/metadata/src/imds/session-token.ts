import { createHmac, timingSafeEqual } from "node:crypto";

/** The tokens of version 2 of the metadata service. Nothing is kept of one: it says until when it is good, and is sealed by a key. */
export interface SessionTokens {
  /** @param ttlSeconds 1 to 21,600 */
  issue(ttlSeconds: number): string;
  /** How long a token is good yet; undefined for one that ended, that is another instance's, or that is none. */
  secondsLeft(token: string): number | undefined;
}

export interface SessionTokenParts {
  /** Kept over restarts, so that tokens are good behind one: SDKs ask for no other where one is refused. */
  readonly key: Uint8Array;
  readonly instanceId: string;
  readonly clock: () => number;
  readonly random: (count: number) => Uint8Array;
}

/** Tokens of EC2 begin with `AQAA`, and have 56 characters, of which the last two are `==`. */
const FIRST_BYTES = Uint8Array.of(1, 0, 0);
const TIME_BYTES = 5;
const RANDOM_BYTES = 8;
const SIGNED_BYTES = FIRST_BYTES.length + TIME_BYTES + RANDOM_BYTES;
const MAC_BYTES = 24;
const TOKEN_BYTES = SIGNED_BYTES + MAC_BYTES;
const TOKEN_FORM = /^AQAA[\w-]{50}==$/;

export function createSessionTokens({ key, instanceId, clock, random }: SessionTokenParts): SessionTokens {
  // A key of its own for each instance: what one was given is good at no other that has the same state.
  const ownKey = createHmac("sha256", key).update(`imds-token ${instanceId}`).digest();
  const sealOf = (signed: Uint8Array) =>
    createHmac("sha256", ownKey).update(signed).digest().subarray(0, MAC_BYTES);
  return {
    issue(ttlSeconds) {
      const bytes = Buffer.alloc(TOKEN_BYTES);
      bytes.set(FIRST_BYTES);
      // Rounded up: the whole of the time that was asked for.
      bytes.writeUIntBE(Math.ceil(clock() / 1_000) + ttlSeconds, FIRST_BYTES.length, TIME_BYTES);
      bytes.set(random(RANDOM_BYTES), FIRST_BYTES.length + TIME_BYTES);
      bytes.set(sealOf(bytes.subarray(0, SIGNED_BYTES)), SIGNED_BYTES);
      return `${bytes.toString("base64url")}==`;
    },
    secondsLeft(token) {
      if (!TOKEN_FORM.test(token)) return undefined;
      const bytes = Buffer.from(token, "base64url");
      const signed = bytes.subarray(0, SIGNED_BYTES);
      if (!timingSafeEqual(sealOf(signed), bytes.subarray(SIGNED_BYTES))) return undefined;
      const leftSeconds = bytes.readUIntBE(FIRST_BYTES.length, TIME_BYTES) - Math.ceil(clock() / 1_000);
      return leftSeconds > 0 ? leftSeconds : undefined;
    },
  };
}
