/** A way as the places it goes through, and what leads from one to the next. */
import type { BundledWay } from "./bundle-ways.ts";
import type { WayStep } from "./way.ts";

/** A role, or a service that is given one. */
export interface Stop {
  readonly kind: "role" | "service";
  /** An ARN, or a service's name. */
  readonly name: string;
}

export interface ChainLink {
  readonly step: WayStep;
  /** What is said of it besides its state: the group, the right by which it is given. */
  readonly by: string | undefined;
}

export interface Chain {
  readonly stops: readonly Stop[];
  /** One to each stop, and the last one to the permission. */
  readonly links: readonly ChainLink[];
}

export function readChain({ through, steps }: BundledWay): Chain {
  const stops: Stop[] = [];
  const links: ChainLink[] = [];
  let by: string | undefined;
  let at = 0;
  for (const name of through) {
    const kind = stopKind(name);
    if (kind === undefined) {
      by = name;
      continue;
    }
    const step = steps[at]!;
    const isGiven = stops.at(-1)?.kind === "service";
    // To hand a role to a service is one step: the service takes it by that.
    links.push({ step: isGiven ? { ...step, State: "open", Needs: [] } : step, by: undefined });
    if (kind === "role") at += 1;
    stops.push({ kind, name });
  }
  links.push({ step: lastStep(steps.slice(at)), by });
  return { stops, links };
}

/** Undefined of what is no place: a group whose policy it is, the right to edit. */
function stopKind(name: string): Stop["kind"] | undefined {
  if (name.startsWith("arn:")) return name.includes(":role/") ? "role" : undefined;
  return name.includes(".") ? "service" : undefined;
}

/** Where the permission would be given first, both steps have to be possible: the worse one is told. */
function lastStep(steps: readonly WayStep[]): WayStep {
  const stopped = steps.find(({ State }) => State === "stopped");
  const last = steps.at(-1)!;
  if (stopped !== undefined) return { ...last, State: "stopped", StoppedBy: stopped.StoppedBy ?? "" };
  const needs = [...new Set(steps.flatMap(({ Needs }) => Needs))];
  return needs.length === 0 ? last : { ...last, State: "needs", Needs: needs };
}
