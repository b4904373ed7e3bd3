import type { CompiledPolicy } from "./compile-policy.ts";
import { PlanLedger } from "./plan-ledger.ts";
import { PolicyLevels } from "./policy-levels.ts";
import { CompiledPolicySet } from "./policy-set.ts";
import { RecentMap } from "./recent-map.ts";

const SETS_MAX = 16_384;
const PLAN_BYTES_MAX = 64 * 1024 * 1024;

export interface PolicySetCacheOptions {
  /** How many sets are remembered; an even number. */
  readonly maxSets?: number;
  /** What may be remembered of actions that sets were asked about, of all sets together. Default 64 MiB. */
  readonly maxPlanBytes?: number;
}

/**
 * Gives the same set to all who have the same compiled policies, in whatever order, so that a thousand users with the
 * same policies share what is known about them. The policies have to be shared too: they are told apart by identity.
 */
export class PolicySetCache {
  private readonly sets: RecentMap<string, CompiledPolicySet>;
  private readonly levels: RecentMap<string, PolicyLevels>;
  /** Of policies, and of sets. */
  private readonly numbers = new WeakMap<CompiledPolicy | CompiledPolicySet, number>();
  private readonly ledger: PlanLedger;
  private nextNumber = 0;

  constructor({ maxSets = SETS_MAX, maxPlanBytes = PLAN_BYTES_MAX }: PolicySetCacheOptions = {}) {
    this.ledger = new PlanLedger(maxPlanBytes);
    this.sets = new RecentMap(maxSets);
    this.levels = new RecentMap(maxSets);
  }

  intern(policies: readonly CompiledPolicy[]): CompiledPolicySet {
    const numbers = policies.map((policy) => this.numberOf(policy)).sort((left, right) => left - right);
    const key = numbers.join();
    const known = this.sets.get(key);
    if (known !== undefined) return known;
    const set = new CompiledPolicySet(policies, this.ledger);
    this.sets.set(key, set);
    return set;
  }

  /** The same levels for all who stand under the same sets, which have to be shared too. In order: the root's first. */
  internLevels(sets: readonly CompiledPolicySet[]): PolicyLevels {
    const key = sets.map((set) => this.numberOf(set)).join();
    const known = this.levels.get(key);
    if (known !== undefined) return known;
    const levels = new PolicyLevels(sets, {
      ledger: this.ledger,
      intern: (policies) => this.intern(policies),
    });
    this.levels.set(key, levels);
    return levels;
  }

  /** About how much memory is taken by what sets remember of actions. */
  get planBytes(): number {
    return this.ledger.bytes;
  }

  private numberOf(part: CompiledPolicy | CompiledPolicySet): number {
    const known = this.numbers.get(part);
    if (known !== undefined) return known;
    const number = this.nextNumber++;
    this.numbers.set(part, number);
    return number;
  }
}
