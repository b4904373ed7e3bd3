import type { Way as WireWay } from "@rolecall/contracts/rolecall";
import type { Way } from "@rolecall/who-can";

/** @param lastUsed of its last role, in milliseconds since 1970 */
export function wayToWire(
  { principal, kind, accountId, through, steps, ...judged }: Way,
  lastUsed: number | undefined,
): WireWay {
  return {
    Principal: principal,
    Kind: kind,
    ...(accountId !== undefined && { AccountId: accountId }),
    ...judgementToWire(judged),
    Through: through,
    Steps: steps.map(({ action, resource, ...step }) => ({
      Action: action,
      Resource: resource,
      ...judgementToWire(step),
    })),
    ...(lastUsed !== undefined && { LastUsed: new Date(lastUsed) }),
  };
}

export function judgementToWire({ state, needs, stoppedBy }: Pick<Way, "state" | "needs" | "stoppedBy">) {
  return { State: state, Needs: needs, ...(stoppedBy !== undefined && { StoppedBy: stoppedBy }) };
}
