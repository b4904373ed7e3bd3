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

/**
 * Of each layer that can turn the decision the least grant that does, whatever the other layers grant. All combinations of what
 * they may grant are decided once, at most seven layers of two grants, of which one may have four.
 */
function leastTurningGrants(layers: PartialLayers): ReadonlyMap<LayerName, Grant> {
  const unsure = unsureLayers(layers);
  const turning = new Map<LayerName, Grant>();
  for (const isControlled of layers.isControlUnsure ? [true, false] : [true]) {
    const allowed = combinations(unsure).map((combined) => isAllowed(layers, combined, isControlled));
    let stride = 1;
    for (const { name, grants } of unsure) {
      for (const [index, grant] of grants.entries()) {
        if (turns(allowed, index * stride, stride, grants.length)) {
          turning.set(name, Math.min(grant, turning.get(name) ?? grant) as Grant);
          break;
        }
      }
      stride *= grants.length;
    }
  }
  return turning;
}

/** Whether a combination is allowed that is not where a layer grants its least, which stands so many places before. */
function turns(allowed: readonly boolean[], distance: number, stride: number, count: number): boolean {
  return allowed.some(
    (isIt, at) => isIt && Math.floor(at / stride) % count === distance / stride && !allowed[at - distance],
  );
}

type Combination = ReadonlyMap<LayerName, Grant>;

/** The first layer's grants change fastest. */
function combinations(unsure: readonly LayerGrants[]): readonly Combination[] {
  return unsure.reduce<readonly Combination[]>(
    (all, { name, grants }) =>
      grants.flatMap((grant) => all.map((combined) => new Map([...combined, [name, grant]]))),
    [new Map()],
  );
}

/** No denial applies. */
function isAllowed(layers: PartialLayers, combined: Combination, isControlled: boolean): boolean {
  const view = ({ greatestGrant }: PartialVerdict, name: LayerName): Verdict =>
    combined.get(name) ?? greatestGrant;
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
