import type { PlanKeeper, PlanLedger } from "./plan-ledger.ts";
import type { CompiledPolicySet } from "./policy-set.ts";
import { RecentMap } from "./recent-map.ts";

/** How many actions, in the spelling of the requests, levels remember. */
const ACTIONS_MAX = 1024;
/** A place in the map, and a list; what each level in it takes. */
const ENTRY_BYTES = 160;
const LEVEL_BYTES = 8;

const NONE: readonly CompiledPolicySet[] = Object.freeze([]);

/**
 * Sets of policies each of which must allow: an organization's levels, from the root down to an account. Most of them allow all of
 * most actions, so that what is left to ask is worked out once for an action, for all who stand under the same sets.
 */
export class PolicyLevels implements PlanKeeper {
  readonly sets: readonly CompiledPolicySet[];
  /** Made on first use. */
  private known: RecentMap<string, readonly CompiledPolicySet[]> | undefined;
  private readonly ledger: PlanLedger | undefined;

  /** @param ledger notes what is worked out, and may tell the levels to forget it. */
  constructor(sets: readonly CompiledPolicySet[], ledger?: PlanLedger) {
    this.sets = sets;
    this.ledger = ledger;
  }

  /** The levels that do not allow every request of the action, in order. To ask these is to ask all. */
  about(action: string): readonly CompiledPolicySet[] {
    return this.known?.get(action) ?? this.learn(action);
  }

  /** What is known about actions is worked out anew. */
  forgetPlans(): void {
    this.known = undefined;
  }

  private learn(action: string): readonly CompiledPolicySet[] {
    const limiting = this.sets.filter((set) => !set.planFor(action).alwaysAllows);
    this.ledger?.note(this, ENTRY_BYTES + LEVEL_BYTES * limiting.length);
    this.known ??= new RecentMap(ACTIONS_MAX);
    const kept = limiting.length === 0 ? NONE : limiting;
    this.known.set(action, kept);
    return kept;
  }
}
