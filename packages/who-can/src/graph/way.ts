import type { LayerName } from "@rolecall/policy";
import type { WayState } from "../answer/way-state.ts";
import type { Node } from "../installation/node.ts";

/** What is done on the way, one after the other; the last is what was asked about. */
export interface WayStep {
  readonly action: string;
  /** The role that is assumed or passed, the policy's owner that is edited, or what was asked about. */
  readonly resource: string;
  readonly state: WayState;
  readonly needs: readonly string[];
  readonly stoppedBy?: LayerName | undefined;
}

/** How somebody comes to a permission. */
export interface Way {
  readonly principal: string;
  readonly kind: Node["kind"];
  /** Where the principal is. */
  readonly accountId?: string | undefined;
  readonly state: WayState;
  /**
   * What lies between: the group that has the policy; the services and roles, in order; the right by which it could give itself the
   * permission.
   */
  readonly through: readonly string[];
  /** Condition keys, as policies write them. */
  readonly needs: readonly string[];
  readonly stoppedBy?: LayerName | undefined;
  readonly steps: readonly WayStep[];
}
