import type { Way as WireWay } from "@rolecall/contracts/rolecall";
import type { Way } from "@rolecall/who-can";

export function wayToWire({ principal, kind, accountId, through, steps, ...judged }: Way): WireWay {
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
  };
}

export function judgementToWire({ state, needs, stoppedBy }: Pick<Way, "state" | "needs" | "stoppedBy">) {
  return { State: state, Needs: needs, ...(stoppedBy !== undefined && { StoppedBy: stoppedBy }) };
}
