import type { LayerName } from "@rolecall/policy";
import type { WayState } from "../answer/way-state.ts";

/** What the engine says of one step. There is none where nothing grants it. */
export interface Judgement {
  readonly state: WayState;
  /** Condition keys that it hangs on, as policies write them. */
  readonly needs: readonly string[];
  /** The layer that stops it. */
  readonly stoppedBy?: LayerName | undefined;
}

export const OPEN: Judgement = Object.freeze({ state: "open", needs: Object.freeze([]) });

/** From the best to the worst. */
const RANKS = { open: 0, needs: 1, stopped: 2 } as const satisfies Record<WayState, number>;
export type Rank = 0 | 1 | 2;
export const ALL_RANKS: readonly Rank[] = [0, 1, 2];

export function rankOf({ state }: { readonly state: WayState }): Rank {
  return RANKS[state];
}

/** Two steps, both of which have to be taken. */
export function both(one: Judgement, other: Judgement): Judgement {
  if (one === OPEN) return other;
  if (other === OPEN) return one;
  const stopped = [one, other].find(({ state }) => state === "stopped");
  const needs = joinNeeds(one.needs, other.needs);
  if (stopped !== undefined) return { state: "stopped", needs, stoppedBy: stopped.stoppedBy };
  return needs.length === 0 ? OPEN : { state: "needs", needs };
}

/** Each key once, however it is spelled. */
function joinNeeds(one: readonly string[], other: readonly string[]): readonly string[] {
  if (other.length === 0) return one;
  if (one.length === 0) return other;
  return [...new Map([...one, ...other].map((key) => [key.toLowerCase(), key])).values()];
}
