import type { Decision, LayerName } from "../decide/layers.ts";

/** What can be said of a request of which some is unknown. */
export interface PartialDecision {
  /** `allowed` and `denied` hold for every completion: whatever the unknown keys and pieces of the resource are. */
  readonly outcome: "allowed" | "denied" | "depends";
  /**
   * The layer that decides, as a `Decision` names it. Where some is unknown, of what is `denied`: the layer that denies even if all that is
   * unknown turns out for the request; else the layer that decides if all turns out against it.
   */
  readonly layer: LayerName;
  /** How that layer decides then. */
  readonly kind: Decision["decision"];
  /**
   * On what it depends, and else nothing: condition keys as the policies write them, each in the first spelling that was met, and `resource`.
   */
  readonly unknown: readonly string[];
}
