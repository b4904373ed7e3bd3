import type { CompiledPolicy } from "./compile-policy.ts";
import { type CompiledPolicySet, compilePolicySet } from "./policy-set.ts";
import { RecentMap } from "./recent-map.ts";

const SETS_MAX = 16_384;

export interface PolicySetCacheOptions {
  /** How many sets are remembered; an even number. */
  readonly maxSets?: number;
}

/**
 * Gives the same set to all who have the same compiled policies, in whatever order, so that a thousand users with the
 * same policies share what is known about them. The policies have to be shared too: they are told apart by identity.
 */
export class PolicySetCache {
  private readonly sets: RecentMap<string, CompiledPolicySet>;
  private readonly numbers = new WeakMap<CompiledPolicy, number>();
  private nextNumber = 0;

  constructor({ maxSets = SETS_MAX }: PolicySetCacheOptions = {}) {
    this.sets = new RecentMap(maxSets);
  }

  intern(policies: readonly CompiledPolicy[]): CompiledPolicySet {
    const numbers = policies.map((policy) => this.numberOf(policy)).sort((left, right) => left - right);
    const key = numbers.join();
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const set = compilePolicySet(policies);
    this.sets.set(key, set);
    return set;
  }

  private numberOf(policy: CompiledPolicy): number {
    const known = this.numbers.get(policy);
    if (known !== undefined) return known;
    const number = this.nextNumber++;
    this.numbers.set(policy, number);
    return number;
  }
}
