/** On what a decision hangs that is not settled: of the unknown keys those alone that can turn it. */
import { ALLOWED_TO_ACCOUNT, DENIED, type Grant, NOTHING, type Verdict } from "../compile/verdict.ts";
import type { LayerName } from "../decide/layers.ts";
import { RESOURCE_NAME } from "./partial-element.ts";
import type { PartialLayers } from "./partial-layers.ts";
import type { PartialQuestion } from "./partial-question.ts";
import type { PartialVerdict } from "./partial-set.ts";
import type { PartialStatement } from "./partial-statement.ts";

/** Of a decision that is allowed where all turns out for it, and denied where all turns out against it. */
export function listDecisiveNames(layers: PartialLayers, question: PartialQuestion): readonly string[] {
  const statements = [...unsureDenies(layers), ...decisiveAllows(layers)];
  const names = statements.flatMap((statement) => statement.unknownNames(question));
  return distinct(hangsOnControl(layers) ? [RESOURCE_NAME, ...names] : names);
}

/** Each can turn what is allowed else. */
function unsureDenies({ verdicts }: PartialLayers): readonly PartialStatement[] {
  return Object.values(verdicts).flatMap((levels) => levels.flatMap(({ unsureDenies: denies }) => denies));
}

/** Whether resource control policies reach the resource is unknown, and they may not allow. */
function hangsOnControl({ isControlUnsure, verdicts }: PartialLayers): boolean {
  const levels = verdicts.resourceControl ?? [];
  return isControlUnsure && levels.some(({ worst }) => worst === NOTHING || worst === DENIED);
}

function decisiveAllows(layers: PartialLayers): readonly PartialStatement[] {
  const turning = leastTurningGrants(layers);
  return Object.entries(layers.verdicts).flatMap(([name, levels]) => {
    const least = turning.get(name as LayerName);
    if (least === undefined) return [];
    return levels
      .filter(({ leastGrant }) => leastGrant < least)
      .flatMap(({ unsureAllows }) =>
        unsureAllows.filter(({ grant }) => grant >= least).map(({ statement }) => statement),
      );
  });
}

/** What a layer may grant; of several levels the one that grants least counts. */
interface LayerGrants {
  readonly name: LayerName;
  /** In ascending order. */
  readonly grants: readonly Grant[];
}

/** Of each layer that can turn the decision the least grant that does, whatever the other layers grant. */
function leastTurningGrants(layers: PartialLayers): ReadonlyMap<LayerName, Grant> {
  const unsure = unsureLayers(layers);
  const turning = new Map<LayerName, Grant>();
  for (const assigned of assignments(unsure)) {
    for (const { name, grants } of unsure) {
      const grant = assigned.get(name)!;
      const known = turning.get(name);
      if (grant === grants[0] || (known !== undefined && known <= grant)) continue;
      if (turns(layers, assigned, new Map([...assigned, [name, grants[0]!]]))) turning.set(name, grant);
    }
  }
  return turning;
}

function turns(layers: PartialLayers, from: Assignment, to: Assignment): boolean {
  const views = layers.isControlUnsure ? [true, false] : [true];
  return views.some(
    (isControlled) => isAllowed(layers, from, isControlled) && !isAllowed(layers, to, isControlled),
  );
}

type Assignment = ReadonlyMap<LayerName, Grant>;

/** At most seven layers of two grants, of which one may have four. */
function assignments(unsure: readonly LayerGrants[]): readonly Assignment[] {
  return unsure.reduce<readonly Assignment[]>(
    (all, { name, grants }) =>
      all.flatMap((assigned) => grants.map((grant) => new Map([...assigned, [name, grant]]))),
    [new Map()],
  );
}

/** No denial applies. */
function isAllowed(layers: PartialLayers, assigned: Assignment, isControlled: boolean): boolean {
  const view = (verdict: PartialVerdict, name: LayerName): Verdict => {
    const grant = assigned.get(name);
    return grant === undefined ? verdict.greatestGrant : grant;
  };
  return layers.decide(view, isControlled).decision === "allowed";
}

function unsureLayers({ verdicts }: PartialLayers): readonly LayerGrants[] {
  return Object.entries(verdicts).flatMap(([name, levels]) => {
    const grants = name === "resource" ? grantsOf(levels) : limitsOf(levels);
    return grants.length < 2 ? [] : [{ name: name as LayerName, grants }];
  });
}

function grantsOf(levels: readonly PartialVerdict[]): readonly Grant[] {
  const all = levels.flatMap(({ leastGrant, unsureAllows }) => [
    leastGrant,
    ...unsureAllows.map(({ grant }) => grant),
  ]);
  return [...new Set(all)].sort((left, right) => left - right);
}

/** Of a layer that limits it counts alone whether every level grants anything: the least that is more than nothing stands for it. */
function limitsOf(levels: readonly PartialVerdict[]): readonly Grant[] {
  return levels.some(({ leastGrant, greatestGrant }) => leastGrant === NOTHING && greatestGrant !== NOTHING)
    ? [NOTHING, ALLOWED_TO_ACCOUNT]
    : [];
}

/** Keys are alike that differ in case alone. */
function distinct(names: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const name of names) if (!byKey.has(name.toLowerCase())) byKey.set(name.toLowerCase(), name);
  return [...byKey.values()];
}
