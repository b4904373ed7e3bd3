import type { AccessReference } from "@rolecall/policy/describe";
import type { askOrganization } from "../passage/ask-organization.ts";
import type { Stop } from "../passage/guard-rails.ts";
import type { UsedService } from "./read-used-services.ts";

/** Of what was used last: each of their actions is asked of both places. */
const SERVICES_MAX = 40;

export interface Move {
  readonly organizationId: string;
  readonly accountId: string;
  /** From the root down to the account, as it stands and as it would. */
  readonly before: readonly Stop[];
  readonly after: readonly Stop[];
}

/** What an account loses of a service that it used. */
export interface Loss {
  readonly service: UsedService;
  /** Stopped from then on, whatever else a request is; let through, or let through under conditions, until then. */
  readonly stopped: readonly string[];
  /** Let through under conditions from then on, under none until then. */
  readonly limited: readonly string[];
}

export interface Losses {
  /** Those with a loss, in their order. */
  readonly losses: readonly Loss[];
  readonly lookedAt: number;
  /** Which the reference of actions does not have, and those beyond the bound. */
  readonly notLookedAt: readonly UsedService[];
}

interface Means {
  readonly reference: AccessReference;
  readonly ask: typeof askOrganization;
}

/** Which actions of services that an account used would be let through no longer, by the engine: what was stopped before is no loss. */
export function findLosses(used: readonly UsedService[], move: Move, { reference, ask }: Means): Losses {
  const isKnown = ({ namespace }: UsedService, at: number) =>
    at < SERVICES_MAX && reference.actionsOf(namespace) !== undefined;
  const looked = used.filter(isKnown);
  const losses = looked.map((service) => lossOf(service, move, { reference, ask }));
  return {
    losses: losses.filter(({ stopped, limited }) => stopped.length + limited.length > 0),
    lookedAt: looked.length,
    notLookedAt: used.filter((service, at) => !isKnown(service, at)),
  };
}

function lossOf(service: UsedService, move: Move, { reference, ask }: Means): Loss {
  const { namespace } = service;
  const stopped: string[] = [];
  const limited: string[] = [];
  for (const { name } of reference.actionsOf(namespace)?.values() ?? []) {
    const action = `${namespace}:${name}`;
    const { organizationId, accountId } = move;
    const hindranceAt = (stops: readonly Stop[]) =>
      weigh(ask(stops, { organizationId, accountId, action, context: {} }));
    const after = hindranceAt(move.after);
    if (after === FREE || after <= hindranceAt(move.before)) continue;
    (after === STOPPED ? stopped : limited).push(action);
  }
  return { service, stopped, limited };
}

const FREE = 0;
const LIMITED = 1;
const STOPPED = 2;

function weigh(found: ReturnType<typeof askOrganization>): number {
  if (found.length === 0) return FREE;
  return found.some(({ outcome }) => outcome === "denied") ? STOPPED : LIMITED;
}
