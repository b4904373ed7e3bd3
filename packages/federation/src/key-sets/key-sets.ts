/** The key sets of issuers, kept for as long as they may be and fetched once for all who wait. */
import { createBoundedCache } from "@rolecall/bounded-cache";
import { type KeySet, readKeySet } from "./key-set.ts";
import { type FetchDocument, fetchKeySet, type Issuer, KeysUnavailable } from "./key-source.ts";

export interface KeySets {
  /**
   * The issuer's keys. They are fetched where none are kept, where those that are kept are no longer fresh, and, once in a while,
   * where they do not have what is asked for.
   * @param isEnough whether a set has the key that is needed
   * @throws KeysUnavailable where there are none and none can be had now
   */
  keysOf(issuer: Issuer, isEnough: (keySet: KeySet) => boolean): Promise<KeySet>;
}

export interface KeySetsOptions {
  readonly fetchDocument: FetchDocument;
  /** In milliseconds. */
  readonly now: () => number;
  /** Told each time that keys could not be had. */
  readonly onUnavailable?: (issuer: Issuer, error: KeysUnavailable) => void;
}

/** Milliseconds. What issuers say of how long their keys may be kept counts between the limits. */
export const KEY_TIMES = {
  freshByDefault: 15 * 60_000,
  freshMin: 5 * 60_000,
  freshMax: 60 * 60_000,
  /** Between two fetches because of a kid that is not known. */
  unknownKey: 30_000,
  /** After a failure, doubled with each one. */
  retryMin: 5_000,
  retryMax: 5 * 60_000,
  /** How long keys are used that an issuer could not be asked about again. */
  staleMax: 24 * 60 * 60_000,
} as const;

/** What is known of an issuer. INVARIANT: never changed, so that it weighs the same as long as it is kept. */
interface Known {
  readonly keySet?: KeySet;
  /** The text that it was read from, where it did not come from the network. */
  readonly inline?: string;
  readonly fetchedAt: number;
  readonly freshUntil: number;
  /** In a row. */
  readonly failures: number;
  readonly retryAt: number;
}

const NEVER = Number.NEGATIVE_INFINITY;
const UNKNOWN: Known = { fetchedAt: NEVER, freshUntil: NEVER, failures: 0, retryAt: NEVER };

const KEPT = { entries: 10_000, maxBytes: 64 * 1024 * 1024 } as const;
const ENTRY_BYTES = 500;
/** An account whose issuers are slow must not keep others from theirs. */
const FETCHES_AT_ONCE = { all: 32, ofAccount: 4 } as const;

interface Fetching {
  readonly accountId: string;
  readonly done: Promise<Known>;
}

export function createKeySets({ fetchDocument, now, onUnavailable }: KeySetsOptions): KeySets {
  const kept = createBoundedCache<Known>({
    entries: KEPT.entries,
    weight: {
      maxBytes: KEPT.maxBytes,
      bytesOf: (id, { keySet, inline = "" }) =>
        ENTRY_BYTES + 2 * id.length + 2 * inline.length + (keySet?.bytes ?? 0),
    },
  });
  const fetching = new Map<string, Fetching>();

  /** The newest that is known afterwards; it never fails. */
  async function fetchAnew(issuer: Issuer): Promise<Known> {
    const before = kept.get(issuer.id) ?? UNKNOWN;
    let known: Known;
    try {
      known = fetched(await fetchKeySet(issuer, fetchDocument), now());
    } catch (error) {
      if (error instanceof KeysUnavailable) onUnavailable?.(issuer, error);
      known = failed(before, now());
    }
    kept.set(issuer.id, known);
    return known;
  }

  /** INVARIANT: one fetch for all who wait for the same issuer. Undefined where too many are under way. */
  function refresh(issuer: Issuer): Promise<Known> | undefined {
    const running = fetching.get(issuer.id);
    if (running !== undefined) return running.done;
    const ofAccount = [...fetching.values()].filter(({ accountId }) => accountId === issuer.accountId);
    if (fetching.size >= FETCHES_AT_ONCE.all || ofAccount.length >= FETCHES_AT_ONCE.ofAccount)
      return undefined;
    const done = fetchAnew(issuer).finally(() => fetching.delete(issuer.id));
    fetching.set(issuer.id, { accountId: issuer.accountId, done });
    return done;
  }

  function inlineKeys(issuer: Issuer, text: string): KeySet {
    const known = kept.get(issuer.id);
    if (known?.inline === text && known.keySet !== undefined) return known.keySet;
    const keySet = readKeySet(Buffer.from(text));
    if (keySet === undefined) throw new KeysUnavailable("The keys that were given are no key set.");
    kept.set(issuer.id, { ...UNKNOWN, keySet, inline: text });
    return keySet;
  }

  return {
    async keysOf(issuer, isEnough) {
      if (issuer.keySet !== undefined) return inlineKeys(issuer, issuer.keySet);
      let known = kept.get(issuer.id) ?? UNKNOWN;
      const use = usable(known, now(), isEnough);
      if (use !== "now") {
        const refreshed = refresh(issuer);
        if (use === "afterFetch") known = (await refreshed) ?? known;
      }
      if (known.keySet === undefined || now() >= known.fetchedAt + KEY_TIMES.staleMax)
        throw new KeysUnavailable("The issuer's keys cannot be had now.");
      return known.keySet;
    },
  };
}

/**
 * Whether what is known is used as it is, once it was fetched anew, or at once while it is being fetched: who has keys of an issuer
 * that did not answer lately waits for it no more.
 */
function usable(
  { keySet, fetchedAt, freshUntil, failures, retryAt }: Known,
  now: number,
  isEnough: (keySet: KeySet) => boolean,
): "now" | "afterFetch" | "whileFetching" {
  if (now < retryAt) return "now";
  if (keySet === undefined || !isEnough(keySet))
    return now < fetchedAt + KEY_TIMES.unknownKey ? "now" : "afterFetch";
  if (now < freshUntil) return "now";
  return failures > 0 && now < fetchedAt + KEY_TIMES.staleMax ? "whileFetching" : "afterFetch";
}

function fetched({ keySet, maxAgeSeconds }: Awaited<ReturnType<typeof fetchKeySet>>, now: number): Known {
  const wished = maxAgeSeconds === undefined ? KEY_TIMES.freshByDefault : maxAgeSeconds * 1000;
  const freshMs = Math.min(Math.max(wished, KEY_TIMES.freshMin), KEY_TIMES.freshMax);
  return { keySet, fetchedAt: now, freshUntil: now + freshMs, failures: 0, retryAt: NEVER };
}

/** INVARIANT: a failure drives no keys out. */
function failed(before: Known, now: number): Known {
  const wait = Math.min(KEY_TIMES.retryMin * 2 ** before.failures, KEY_TIMES.retryMax);
  return { ...before, failures: before.failures + 1, retryAt: now + wait };
}
