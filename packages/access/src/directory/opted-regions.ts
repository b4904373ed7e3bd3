import type { AccountId } from "@rolecall/names";
import type { ReadTransaction } from "@rolecall/store";
import { DependentCache } from "../cache/dependent-cache.ts";

/** The opt-in regions that accounts have turned on. */
export interface OptedRegions {
  /** What is known without asking the store. */
  peek(accountId: AccountId): ReadonlySet<string> | undefined;
  of(tx: ReadTransaction, accountId: AccountId): Promise<ReadonlySet<string>>;
  /** About how much memory they take. */
  readonly bytes: number;
}

/** Of accounts alone that use opt-in regions. */
const LIMITS = { entries: 10_000, bytes: 32 * 1024 * 1024 };
/** A set of 17 names at most, and its place. */
const ENTRY_BYTES = 2_000;

export class OptedRegionsCache extends DependentCache<ReadonlySet<string>> implements OptedRegions {
  constructor() {
    super(LIMITS);
  }

  peek(accountId: AccountId): ReadonlySet<string> | undefined {
    return this.get(accountId);
  }

  async of(tx: ReadTransaction, accountId: AccountId): Promise<ReadonlySet<string>> {
    const known = this.get(accountId);
    if (known !== undefined) return known;
    const value = await loadOptedRegions(tx, accountId);
    const entry = { value, subjects: [`account:${accountId}`], bytes: ENTRY_BYTES };
    if (tx.mayRemember) this.set(accountId, entry);
    return value;
  }
}

/** INVARIANT: one counts once it is on, and no longer once it is being turned off. */
async function loadOptedRegions(tx: ReadTransaction, accountId: AccountId): Promise<ReadonlySet<string>> {
  const details = await tx.accountDetails.ofAccount(accountId);
  const opted = Object.entries(details?.regions ?? {}).filter(([, { status }]) => status === "ENABLED");
  return new Set(opted.map(([name]) => name));
}
