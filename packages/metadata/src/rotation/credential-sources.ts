import {
  type CredentialSource,
  type CredentialSourceParts,
  createCredentialSource,
} from "./credential-source.ts";
import type { FetchRoleCredentials } from "./role-credentials.ts";

/** A source for each of many who prove themselves: pods by their tokens, tasks by their ids. */
export interface CredentialSources {
  /** @param key as short as it tells them apart: it is kept. */
  of(key: string, fetch: FetchRoleCredentials): CredentialSource;
  tick(): void;
}

export type SharedParts = Omit<CredentialSourceParts, "fetch">;

/** As many as the agent of EKS keeps. */
const MOST_SOURCES = 2_000;
/** Longer than any session lives for which nobody asks any more. */
const FORGOTTEN_AFTER_MS = 3 * 3_600_000;

interface Kept {
  readonly source: CredentialSource;
  askedAtMs: number;
}

export function createCredentialSources(parts: SharedParts): CredentialSources {
  /** Who was asked for longest ago comes first. */
  const kept = new Map<string, Kept>();
  return {
    of(key, fetch) {
      const known = kept.get(key);
      const entry = known ?? { source: createCredentialSource({ ...parts, fetch }), askedAtMs: 0 };
      entry.askedAtMs = parts.clock();
      kept.delete(key);
      kept.set(key, entry);
      if (kept.size > MOST_SOURCES) forgetOldest(kept);
      return entry.source;
    },
    tick() {
      const nowMs = parts.clock();
      for (const [key, { source, askedAtMs }] of kept) {
        if (nowMs - askedAtMs > FORGOTTEN_AFTER_MS) kept.delete(key);
        else source.tick();
      }
    },
  };
}

function forgetOldest(kept: Map<string, Kept>): void {
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}
