import { DENIALS_KEPT_MS } from "@rolecall/operations";
import type { DenialSpan, WriteTransaction } from "@rolecall/store";
import type { KeptDenial } from "./kept-denial.ts";

/**
 * How denials are kept within their bytes. A document is kept once, and counted with the denial that brought it: again, once that
 * one is a third of the bytes ago, or an hour. Denials have two thirds. So a document that a kept denial names was counted within
 * a third before the oldest kept one at the latest, and all that is kept and no longer counted takes at most a third.
 *
 * INVARIANT: a document that a kept denial names is kept.
 */
export interface DenialBounds {
  /** What denials and documents may take together. */
  readonly maxBytes: number;
}

/** When a document was brought last. */
export interface Brought {
  readonly total: number;
  readonly at: number;
}

/** What a row takes besides its texts: indexes, and what is left empty of a page. */
const ROW_BYTES = 500;
const BRING_AGAIN_MS = 3_600_000;

/**
 * Writes denials behind those that are there.
 * @param brought what this process knows of documents, so that it need not ask for each.
 * @returns what it knows more now, once the transaction is committed.
 */
export async function keepDenials(
  tx: WriteTransaction,
  denials: readonly KeptDenial[],
  { maxBytes, brought }: DenialBounds & { readonly brought: ReadonlyMap<string, Brought> },
): Promise<ReadonlyMap<string, Brought>> {
  let total = (await tx.denials.span())?.newest.total ?? 0;
  const learned = new Map<string, Brought>();
  for (const { documents, ...denial } of denials) {
    const isFresh = (known: Brought | undefined) =>
      known !== undefined &&
      known.total <= total &&
      total - known.total < maxBytes / 3 &&
      denial.at - known.at < BRING_AGAIN_MS;
    const missing: (readonly [hash: string, document: string])[] = [];
    for (const [hash, document] of documents) {
      if (isFresh(learned.get(hash) ?? brought.get(hash))) continue;
      const found = await tx.deniedPolicies.byHash(hash);
      if (found !== undefined && isFresh(found)) learned.set(hash, { total: found.total, at: found.at });
      else missing.push([hash, document]);
    }
    const bytes = bytesOf(denial.details) + missing.reduce((sum, [, document]) => sum + bytesOf(document), 0);
    total += bytes;
    for (const [hash, document] of missing) {
      await tx.deniedPolicies.put({ hash, document, total, at: denial.at });
      learned.set(hash, { total, at: denial.at });
    }
    await tx.denials.insert({ ...denial, bytes, total });
  }
  return learned;
}

function bytesOf(text: string): number {
  return ROW_BYTES + Buffer.byteLength(text);
}

/** Deletes what is too much or too old, at most `limit` of each sort for each reason. Answers how many went. */
export async function pruneDenials(
  tx: WriteTransaction,
  { maxBytes, now, limit }: DenialBounds & { readonly now: number; readonly limit: number },
): Promise<number> {
  const before = now - DENIALS_KEPT_MS;
  const newest = (await tx.denials.span())?.newest.total ?? 0;
  const denials = { upToTotal: Math.floor(newest - (maxBytes * 2) / 3), before, limit };
  const gone = await tx.denials.prune(denials);
  const oldest = (await tx.denials.span())?.oldest;
  const floor = oldest === undefined ? newest : oldest.total - oldest.bytes;
  const documents = {
    upToTotal: Math.floor(floor - maxBytes / 3),
    before: (oldest?.at ?? now) - 2 * BRING_AGAIN_MS,
    limit,
  };
  return gone + (await tx.deniedPolicies.prune(documents));
}

/** Whether there is something to prune, told without writing. */
export function isExcess(
  span: DenialSpan | undefined,
  { maxBytes, now }: DenialBounds & { readonly now: number },
): boolean {
  if (span === undefined) return false;
  const { oldest, newest } = span;
  return oldest.at < now - DENIALS_KEPT_MS || oldest.total <= newest.total - (maxBytes * 2) / 3;
}
