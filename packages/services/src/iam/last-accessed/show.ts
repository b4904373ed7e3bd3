/** How a finished job is answered. Source: IAM API Reference, ServiceLastAccessed and EntityDetails; forms are recorded. */
import type { EntityDetails, ServiceLastAccessed, TrackedActionLastAccessed } from "@rolecall/contracts/iam";
import type { UniqueId } from "@rolecall/names";
import { wholeMinute } from "../report-job/report-job.ts";
import type { LastAccessedDetails, LastUse, ServiceDetails } from "./details.ts";
import type { WatchedEntity } from "./watched.ts";

type EntitiesById = ReadonlyMap<UniqueId, WatchedEntity>;

export function entitiesById({ entities }: LastAccessedDetails): EntitiesById {
  return new Map(entities.map((entity) => [entity.id, entity]));
}

export function serviceToWire(
  { namespace, name, uses, actions }: ServiceDetails,
  entities: EntitiesById,
): ServiceLastAccessed {
  const [last] = uses;
  return {
    ServiceName: name,
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: uses.length,
    ...(last !== undefined && {
      LastAuthenticated: wholeMinute(last.at),
      LastAuthenticatedEntity: arnOf(last, entities),
      LastAuthenticatedRegion: last.region,
    }),
    ...(actions !== undefined && {
      TrackedActionsLastAccessed: actions.map((action) => actionToWire(action, entities)),
    }),
  };
}

function actionToWire(
  { name, last }: { readonly name: string; readonly last?: LastUse },
  entities: EntitiesById,
): TrackedActionLastAccessed {
  if (last === undefined) return { ActionName: name };
  return {
    ActionName: name,
    LastAccessedEntity: arnOf(last, entities),
    LastAccessedTime: wholeMinute(last.at),
    LastAccessedRegion: last.region,
  };
}

function arnOf({ entityId }: LastUse, entities: EntitiesById): string | undefined {
  return entities.get(entityId)?.arn;
}

/** Who could use a service: who did, the newest first, and behind them who never did, by their ARNs. Nobody where it is not in the report. */
export function entitiesToWire(
  { entities, services }: LastAccessedDetails,
  namespace: string,
): readonly EntityDetails[] {
  const service = services.find((known) => known.namespace === namespace);
  if (service === undefined) return [];
  const times = new Map(service.uses.map(({ entityId, at }) => [entityId, at]));
  const newest = (id: UniqueId) => times.get(id) ?? Number.NEGATIVE_INFINITY;
  const sorted = entities.toSorted((one, other) => {
    const [left, right] = [newest(one.id), newest(other.id)];
    if (left !== right) return left > right ? -1 : 1;
    return one.arn < other.arn ? -1 : 1;
  });
  return sorted.map((entity) => entityToWire(entity, times.get(entity.id)));
}

function entityToWire({ kind, id, arn, name, path }: WatchedEntity, at: number | undefined): EntityDetails {
  const Type = kind === "user" ? "USER" : "ROLE";
  const EntityInfo = { Arn: arn, Name: name, Type, Id: id, Path: path } as const;
  return { EntityInfo, ...(at !== undefined && { LastAuthenticated: wholeMinute(at) }) };
}
