import type { CompiledPolicy } from "./compile-policy.ts";
import type { PlanKeeper, PlanLedger } from "./plan-ledger.ts";
import type { CompiledPolicySet } from "./policy-set.ts";
import { RecentMap } from "./recent-map.ts";

/** How many actions, in the spelling of the requests, levels remember. */
const ACTIONS_MAX = 1024;
/** A place in the map, and a list; what each level in it takes, with its policies where they are joined. */
const ENTRY_BYTES = 160;
const LEVEL_BYTES = 48;

/** What all levels of one cache share. */
export interface SharedWork {
  /** Notes what is worked out, and may tell the levels to forget it. */
  readonly ledger: PlanLedger;
  /** One set for the same policies. */
  readonly intern: (policies: readonly CompiledPolicy[]) => CompiledPolicySet;
}

const NONE: readonly CompiledPolicySet[] = Object.freeze([]);

/**
 * Sets of policies each of which must allow: an organization's levels, from the root down to an account. Most of them allow all of
 * most actions, so that what is left to ask is worked out once for an action, for all who stand under the same sets.
 */
export class PolicyLevels implements PlanKeeper {
  readonly sets: readonly CompiledPolicySet[];
  /** Made on first use. */
  private known: RecentMap<string, readonly CompiledPolicySet[]> | undefined;
  private readonly shared: SharedWork;

  constructor(sets: readonly CompiledPolicySet[], shared: SharedWork) {
    this.sets = sets;
    this.shared = shared;
  }

  /**
   * What is left to ask of the levels about an action: those that allow every request of it are left out, and those that allow all that
   * nothing denies are one, in which a policy that is attached to several stands once. To ask these is to ask all.
   */
  about(action: string): readonly CompiledPolicySet[] {
    return this.known?.get(action) ?? this.learn(action);
  }

  /** What is known about actions is worked out anew. */
  forgetPlans(): void {
    this.known = undefined;
  }

  private learn(action: string): readonly CompiledPolicySet[] {
    const limiting = this.sets.filter((set) => !set.planFor(action).alwaysAllows);
    const left = limiting.length < 2 ? limiting : this.join(limiting, action);
    const kept = left.length === 0 ? NONE : left;
    this.shared.ledger.note(this, ENTRY_BYTES + LEVEL_BYTES * this.sets.length);
    this.known ??= new RecentMap(ACTIONS_MAX);
    this.known.set(action, kept);
    return kept;
  }

  private join(limiting: readonly CompiledPolicySet[], action: string): readonly CompiledPolicySet[] {
    const denying = limiting.filter((set) => set.planFor(action).isDenyList);
    if (denying.length < 2) return limiting;
    const joined = this.shared.intern([...new Set(denying.flatMap(({ policies }) => policies))]);
    return [joined, ...limiting.filter((set) => !denying.includes(set))];
  }
}
