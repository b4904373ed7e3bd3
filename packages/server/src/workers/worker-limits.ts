import { EDGE_LIMITS, type EdgeLimits } from "@rolecall/edge";
import type { Configuration } from "../configuration.ts";

/** Room for a few of the largest requests, however many share. */
const LEAST_BYTES = 16 * 1024 * 1024;

/** What strangers may have a worker hold: its share of what a process alone allows. */
export function edgeLimitsOf({ workers }: Configuration): Partial<EdgeLimits> {
  const share = (bytes: number) => Math.max(Math.floor(bytes / workers), Math.min(bytes, LEAST_BYTES));
  return {
    allHeadsBytes: share(EDGE_LIMITS.allHeadsBytes),
    allRequestsBytes: share(EDGE_LIMITS.allRequestsBytes),
    allAnswersBytes: share(EDGE_LIMITS.allAnswersBytes),
  };
}
