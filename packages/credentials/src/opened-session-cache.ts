import { createBoundedCache } from "@rolecall/bounded-cache";
import type { KeyRing } from "./key-ring.ts";
import { type OpenedSession, openSession } from "./session-token.ts";

/**
 * Session tokens opened before. It answers as `openSession` does; it knows nothing of expiry, which the caller asks every
 * time.
 */
export interface OpenedSessionCache {
  open(ring: KeyRing, accessKeyId: string, sessionToken: string): OpenedSession | undefined;
  readonly size: number;
}

interface Entry {
  readonly ring: KeyRing;
  readonly accessKeyId: string;
  readonly session: OpenedSession;
}

/** `capacity` is the most tokens held, 2 to 4 kB each. Only genuine tokens are, so that nobody can fill it with noise. */
export function createOpenedSessionCache({ capacity }: { readonly capacity: number }): OpenedSessionCache {
  const entries = createBoundedCache<Entry>(capacity);
  return {
    open(ring, accessKeyId, sessionToken) {
      const entry = entries.get(sessionToken);
      if (entry !== undefined && entry.accessKeyId === accessKeyId && entry.ring === ring)
        return entry.session;
      const session = openSession(ring, accessKeyId, sessionToken);
      if (session !== undefined) entries.set(sessionToken, { ring, accessKeyId, session });
      return session;
    },
    get size() {
      return entries.size;
    },
  };
}
