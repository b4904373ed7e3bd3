import type { IdentifiedCaller } from "@rolecall/access";

const DEFAULT_DURATION_SECONDS = 43_200;
/** A longer time is not refused for root, but cut. */
const MAX_ROOT_DURATION_SECONDS = 3_600;

/** How long a session of GetSessionToken or GetFederationToken lives. Source: STS API Reference, both pages, DurationSeconds. */
export function userSessionSeconds(requestedSeconds: number | undefined, caller: IdentifiedCaller): number {
  const seconds = requestedSeconds ?? DEFAULT_DURATION_SECONDS;
  return caller.kind === "root" ? Math.min(seconds, MAX_ROOT_DURATION_SECONDS) : seconds;
}
