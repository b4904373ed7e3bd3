import {
  ACCESS_LEVELS,
  type AccessLevel,
  type AccessReference,
  type ReferenceAction,
} from "./access-levels.ts";
import type { ActionSet, ServiceActions } from "./action-set.ts";
import { type ActionsInWords, NAMED_ACTIONS_MAX, type ServiceAccess } from "./description.ts";
import { labelService } from "./service-label.ts";

/** A set of actions by the levels of access that they have. */
export function describeActions(
  set: ActionSet | undefined,
  values: readonly string[],
  reference: AccessReference,
): ActionsInWords {
  if (set === undefined) return { kind: "unknown", values };
  const services = [...set.services].map(([service, actions]) =>
    describeService(service, actions, reference),
  );
  return { kind: set.isComplement ? "allBut" : "some", services };
}

function describeService(
  service: string,
  actions: ServiceActions,
  reference: AccessReference,
): ServiceAccess {
  const listed: Listed = reference.actionsOf(service) ?? new Map();
  const totals = countLevels(listed.keys(), listed);
  const counts = countLevels(actions.known, listed);
  const names = [...actions.known].map((name) => listed.get(name)?.name ?? name);
  const isFew = !actions.isWhole && names.length + actions.unlisted.length <= NAMED_ACTIONS_MAX;
  return {
    service,
    label: labelService(service, reference),
    isEverything: actions.isWhole || (listed.size > 0 && actions.known.size === listed.size),
    deletes: findDeletes(names, listed),
    levels: ACCESS_LEVELS.filter((level) => totals.has(level)).map((level) => ({
      level,
      count: counts.get(level) ?? 0,
      of: totals.get(level) ?? 0,
    })),
    names: isFew ? names : undefined,
    unlisted: actions.unlisted,
  };
}

type Listed = ReadonlyMap<string, ReferenceAction>;

function findDeletes(names: readonly string[], listed: Listed): ServiceAccess["deletes"] {
  const writing = names.filter((name) => listed.get(name.toLowerCase())?.level === "write");
  const deleting = writing.filter((name) => name.startsWith("Delete"));
  if (deleting.length === 0) return "none";
  return deleting.length === writing.length ? "only" : "some";
}

function countLevels(names: Iterable<string>, listed: Listed): ReadonlyMap<AccessLevel, number> {
  const counts = new Map<AccessLevel, number>();
  for (const name of names) {
    const level = listed.get(name)?.level;
    if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return counts;
}
