/** What a finished job knows, and how it is made. */
import type { AccountId, UniqueId } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import { type AccessTraceRecord, type EpochMilliseconds, type Store, WHOLE_SERVICE } from "@rolecall/store";
import { allowsService } from "./granted-services.ts";
import { serviceCatalog, trackedActions } from "./service-catalog.ts";
import { entitiesOf, policiesOf, type Watched, type WatchedEntity } from "./watched.ts";

/** The newest use of something, by one of the job's entities. */
export interface LastUse {
  readonly entityId: UniqueId;
  readonly at: EpochMilliseconds;
  readonly region: string;
}

export interface ServiceDetails {
  readonly namespace: string;
  readonly name: string;
  /** One for each entity that used it, the newest first. */
  readonly uses: readonly LastUse[];
  /** Of services whose actions are watched one by one, where that was asked for; sorted. */
  readonly actions?: readonly { readonly name: string; readonly last?: LastUse }[];
}

export interface LastAccessedDetails {
  readonly entities: readonly WatchedEntity[];
  /** Sorted by namespace. */
  readonly services: readonly ServiceDetails[];
}

interface Making {
  readonly store: Store;
  readonly env: Environment;
  readonly accountId: AccountId;
  readonly watched: Watched;
  readonly hasActions: boolean;
}

/** Entities whose traces are read in one transaction: others' requests come between two. */
const AT_ONCE = 100;

export async function makeDetails(making: Making): Promise<LastAccessedDetails> {
  const policies = await policiesOf(making, making.watched);
  const granted = (await serviceCatalog()).filter(({ namespace }) => allowsService(policies, namespace));
  const entities = await entitiesOf(making, making.watched);
  const traces = await tracesOf(making.store, entities);
  const services: ServiceDetails[] = [];
  for (const { namespace, name } of granted) {
    const ofService = traces.get(namespace) ?? new Map<string, readonly LastUse[]>();
    const actions = making.hasActions ? await trackedActions(namespace) : [];
    services.push({
      namespace,
      name,
      uses: ofService.get(WHOLE_SERVICE) ?? [],
      ...(actions.length > 0 && {
        actions: actions.map((action) => withLast(action, ofService.get(action))),
      }),
    });
  }
  return { entities, services };
}

function withLast(name: string, [last]: readonly LastUse[] = []) {
  return last === undefined ? { name } : { name, last };
}

type Traces = ReadonlyMap<string, ReadonlyMap<string, readonly LastUse[]>>;

/** By service and action, the newest first. */
async function tracesOf(store: Store, entities: readonly WatchedEntity[]): Promise<Traces> {
  const all: AccessTraceRecord[] = [];
  for (let from = 0; from < entities.length; from += AT_ONCE) {
    const some = entities.slice(from, from + AT_ONCE);
    const read = await store.read((tx) => Promise.all(some.map(({ id }) => tx.accessTraces.ofEntity(id))));
    all.push(...read.flat());
  }
  const traces = new Map<string, Map<string, LastUse[]>>();
  for (const { serviceNamespace, action, entityId, at, region } of all.toSorted((a, b) => b.at - a.at)) {
    const actions = traces.get(serviceNamespace) ?? new Map<string, LastUse[]>();
    traces.set(serviceNamespace, actions);
    const uses = actions.get(action) ?? [];
    actions.set(action, uses);
    uses.push({ entityId, at, region });
  }
  return traces;
}
