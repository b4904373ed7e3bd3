import {
  createRevocationListCache,
  createTrustBundleCache,
  type RevocationListCache,
  type TrustBundleCache,
} from "@rolecall/credentials";

/** What is read of the trust that accounts put into authorities of machines. */
export interface MachineTrust {
  readonly bundles: TrustBundleCache;
  readonly revocationLists: RevocationListCache;
}

export function createMachineTrust(): MachineTrust {
  return { bundles: createTrustBundleCache(), revocationLists: createRevocationListCache() };
}
