/** Questions of which some is unknown, with completions of them. */
import fc from "fast-check";
import type { AuthorizationRequest, ContextValue } from "../../src/request/request.ts";
import { UNKNOWN } from "../../src/unknown/unknown.ts";
import { type Completion, type CutResource, completionsOf, type Unknowns } from "./completion.ts";
import { focusedSeries } from "./focused.ts";
import { focusedUnknown } from "./partial-focused.ts";
import { type ScenarioSeries, scenarioSeries, type WrittenLayers } from "./scenario.ts";
import { absentKeys, contextKeys } from "./texts.ts";

export interface PartialScenario {
  readonly layers: WrittenLayers;
  readonly request: AuthorizationRequest;
  /** In lower case. */
  readonly unknownKeys: readonly string[];
  readonly resource: CutResource;
  readonly completions: readonly Completion[];
}

const UNKNOWN_KEYS_MAX = 3;

/** The resource with pieces cut out of it. */
const cutResource = (resource: string) =>
  fc
    .array(fc.tuple(fc.nat(resource.length), fc.nat(12)), { minLength: 1, maxLength: 2 })
    .map((cuts): CutResource => {
      const pieces: (string | typeof UNKNOWN)[] = [];
      let at = 0;
      for (const [from, length] of cuts.sort(([left], [right]) => left - right)) {
        if (from < at) continue;
        pieces.push(resource.slice(at, from), UNKNOWN);
        at = from + length;
      }
      return [...pieces, resource.slice(at)];
    });

const allKeys = [...contextKeys, ...absentKeys, "app:Key"].map((key) => key.toLowerCase());

const withCompletions = (series: ScenarioSeries, unknowns: Unknowns): fc.Arbitrary<PartialScenario> =>
  completionsOf(series, unknowns).map((completions) => ({
    layers: series.layers,
    request: series.requests[0]!,
    unknownKeys: unknowns.keys,
    resource: unknowns.resource,
    completions,
  }));

/** Any question, of which anything may be unknown. */
const anyUnknown = fc.oneof(scenarioSeries, focusedSeries).chain((series) => {
  const { context, resource } = series.requests[0]!;
  const asked = (context as ReadonlyMap<string, ContextValue>).has("app:key") ? ["app:key"] : [];
  return fc
    .record({
      keys: fc
        .uniqueArray(fc.constantFrom(...allKeys), { maxLength: UNKNOWN_KEYS_MAX })
        .map((keys) => [...new Set([...asked, ...keys])]),
      resource: fc.oneof(fc.constant([resource]), cutResource(resource)),
    })
    .chain((unknowns) => withCompletions(series, unknowns));
});

export const partialScenario: fc.Arbitrary<PartialScenario> = fc.oneof(
  { arbitrary: anyUnknown, weight: 1 },
  { arbitrary: focusedUnknown.chain(({ series, unknowns }) => withCompletions(series, unknowns)), weight: 2 },
);
