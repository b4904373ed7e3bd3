import { createBoundedCache, ownText } from "@rolecall/bounded-cache";
import type { KeyRing } from "./key-ring.ts";
import { type OpenedSession, openSession } from "./session-token.ts";

/**
 * Session tokens opened before. It answers as `openSession` does; it knows nothing of expiry, which the caller asks every
 * time.
 */
export interface OpenedSessionCache {
  open(ring: KeyRing, accessKeyId: string, sessionToken: string): OpenedSession | undefined;
  /** Tokens held. */
  readonly size: number;
  /** About how much memory they take. */
  readonly bytes: number;
}

interface Entry {
  readonly ring: KeyRing;
  /** As the ring counted them when the token was opened: its key may have left since. */
  readonly departures: number;
  readonly accessKeyId: string;
  readonly session: OpenedSession;
}

/** What an entry takes besides its texts: the objects of claims, caller and record. */
const ENTRY_BYTES = 1_000;
const BYTES_PER_TOKEN = 4_000;

/** The token itself, and the claims, which are three quarters of it once more. */
function bytesOf(sessionToken: string): number {
  return ENTRY_BYTES + 2 * sessionToken.length;
}

/**
 * `capacity` is the most tokens held, 4 kB each; a token with a large session policy, which may be ten times as long, takes the
 * room of several. Only genuine tokens are held, so that nobody can fill it with noise.
 */
export function createOpenedSessionCache({ capacity }: { readonly capacity: number }): OpenedSessionCache {
  const entries = createBoundedCache<Entry>({
    entries: capacity,
    weight: { maxBytes: capacity * BYTES_PER_TOKEN, bytesOf },
  });
  return {
    open(ring, accessKeyId, sessionToken) {
      const entry = entries.get(sessionToken);
      if (entry?.accessKeyId === accessKeyId && entry.ring === ring && entry.departures === ring.departures)
        return entry.session;
      const session = openSession(ring, accessKeyId, sessionToken);
      if (session !== undefined) {
        const { departures } = ring;
        entries.set(ownText(sessionToken), { ring, departures, accessKeyId: ownText(accessKeyId), session });
      }
      return session;
    },
    get size() {
      return entries.size;
    },
    get bytes() {
      return entries.bytes;
    },
  };
}
