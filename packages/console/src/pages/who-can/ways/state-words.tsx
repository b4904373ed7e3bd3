import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { BundledWay } from "./bundle-ways.ts";
import type { WayState } from "./way.ts";
import { stateWords } from "./way-words.ts";

export const STATE_SIGNS: Readonly<Record<WayState, StatusIndicatorProps.Type>> = {
  open: "success",
  needs: "pending",
  stopped: "stopped",
};

/** What a way's state is, by sign and words. */
export function StateWords({ way }: { readonly way: BundledWay }) {
  return <StatusIndicator type={STATE_SIGNS[way.state]}>{stateWords(way)}</StatusIndicator>;
}
