import { type Store, StoreError } from "@rolecall/store";
import { type Brought, isExcess, keepDenials, pruneDenials } from "./keep-denials.ts";
import type { KeptDenial } from "./kept-denial.ts";

/** Collects what was denied, and writes it in batches behind the answers. */
export interface DenialLog {
  /** Whether one more may wait. */
  readonly hasRoom: boolean;
  /** False where too much waits already: what is not kept cannot be looked up. */
  add(denial: KeptDenial): boolean;
  /** Writes what waits, and deletes what is too old or too much. Called on a timer, before a reset and at shutdown. */
  flush(store: Store): Promise<void>;
}

export interface DenialLogOptions {
  /** What denials and their documents may take in the store. */
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** What may wait for the store. A flood sheds what is more, and so has a bound in what it costs the disk. */
const PENDING_MAX = 500;
const PENDING_BYTES_MAX = 8 * 1_024 * 1_024;
/** Denials of one transaction: others wait for it, and for the deletions, of which it does some more than it adds. */
const BATCH = 50;
const PRUNED_AT_ONCE = 2 * BATCH;
/** How often it is looked for what is too old where nothing is denied. */
const IDLE_LOOK_MS = 60_000;
/** Documents of which this process knows when they were brought. */
const BROUGHT_MAX = 2_000;

export function createDenialLog({ maxBytes, clock }: DenialLogOptions): DenialLog {
  let pending: KeptDenial[] = [];
  let pendingBytes = 0;
  let pendingDocuments = new Set<string>();
  let brought = new Map<string, Brought>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let flushing: Promise<void> | undefined;

  const writeBatch = async (store: Store, batch: readonly KeptDenial[]) => {
    const learned = await store.write(async (tx) => {
      const known = await keepDenials(tx, batch, { maxBytes, brought });
      await pruneDenials(tx, { maxBytes, now: clock(), limit: PRUNED_AT_ONCE });
      return known;
    });
    if (brought.size + learned.size > BROUGHT_MAX) brought = new Map();
    for (const [hash, place] of learned) brought.set(hash, place);
  };

  /** Answers whether there may be more to delete. */
  const pruneOnce = async (store: Store) => {
    const span = await store.read((tx) => tx.denials.span());
    if (!isExcess(span, { maxBytes, now: clock() })) return false;
    const gone = await store.write((tx) =>
      pruneDenials(tx, { maxBytes, now: clock(), limit: PRUNED_AT_ONCE }),
    );
    return gone > 0;
  };

  const add = (denial: KeptDenial) => {
    const bytes = bytesOf(denial, pendingDocuments);
    if (pending.length >= PENDING_MAX || pendingBytes + bytes > PENDING_BYTES_MAX) return false;
    pending.push(denial);
    pendingBytes += bytes;
    for (const hash of denial.documents.keys()) pendingDocuments.add(hash);
    return true;
  };

  const flush = async (store: Store) => {
    const waiting = pending;
    pending = [];
    pendingBytes = 0;
    pendingDocuments = new Set();
    const batches: (readonly KeptDenial[])[] = [];
    for (let at = 0; at < waiting.length; at += BATCH) batches.push(waiting.slice(at, at + BATCH));
    // Asked for together: transactions of one turn share a commit, and whoever else writes waits for few.
    const written = await Promise.allSettled(batches.map((batch) => writeBatch(store, batch)));
    const failed = written.find((each) => each.status === "rejected");
    if (failed !== undefined) {
      for (const [nth, each] of written.entries())
        if (isUnavailable(each)) for (const denial of batches[nth]!) add(denial);
      throw failed.reason;
    }
    if (clock() - lookedAt < IDLE_LOOK_MS) return;
    if (!(await pruneOnce(store))) lookedAt = clock();
  };

  return {
    get hasRoom() {
      return pending.length < PENDING_MAX && pendingBytes < PENDING_BYTES_MAX;
    },
    add,
    async flush(store) {
      // One after the other: a flush that takes longer than the timer must not be overtaken.
      while (flushing !== undefined) await flushing.catch(() => {});
      flushing = flush(store);
      try {
        await flushing;
      } finally {
        flushing = undefined;
      }
    },
  };
}

/** What the database did not take waits on, within its bounds; any other failure would come again. */
function isUnavailable(written: PromiseSettledResult<void>): boolean {
  return (
    written.status === "rejected" &&
    written.reason instanceof StoreError &&
    written.reason.code === "unavailable"
  );
}

/** Documents are mostly the directory's; counted all the same, once each: this may be the only thing that still holds one. */
function bytesOf({ details, documents }: KeptDenial, counted: ReadonlySet<string>): number {
  let bytes = 2 * details.length;
  for (const [hash, document] of documents) if (!counted.has(hash)) bytes += 2 * document.length;
  return bytes;
}
