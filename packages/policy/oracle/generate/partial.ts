/** Questions of which some is unknown, and completions of them: what the unknown keys and pieces of the resource may be. */
import fc from "fast-check";
import type { AuthorizationRequest, ContextValue } from "../../src/request/request.ts";
import { UNKNOWN } from "../../src/unknown/unknown.ts";
import { focusedSeries } from "./focused.ts";
import { type ScenarioSeries, scenarioSeries, type WrittenLayers } from "./scenario.ts";
import { absentKeys, contextKeys } from "./texts.ts";

/** Undefined: the request does not have the key. */
type KeyValue = ContextValue | undefined;

export interface Completion {
  readonly request: AuthorizationRequest;
  /** What stands for each unknown key, in lower case, and for `resource`; as a text that tells it from another. */
  readonly chosen: ReadonlyMap<string, string>;
}

export interface PartialScenario {
  readonly layers: WrittenLayers;
  readonly request: AuthorizationRequest;
  /** In lower case. */
  readonly unknownKeys: readonly string[];
  /** The resource, piece by piece, with UNKNOWN for some; one text where it is known. */
  readonly resource: readonly (string | typeof UNKNOWN)[];
  readonly completions: readonly Completion[];
}

const COMPLETIONS_MAX = 48;
const UNKNOWN_KEYS_MAX = 3;

/** A key's values in the policies, as what a request may have for it, and some that are always worth a try. */
function candidatesFor(key: string, layers: WrittenLayers, original: KeyValue): readonly KeyValue[] {
  const written = valuesUnder(key, layers).flatMap((value) => [value, value.replaceAll(/[*?]/g, "a")]);
  const texts = [...new Set([...written, "alice", "team a", "10.0.0.1", "2024-01-01", "true", "10"])];
  return [
    original,
    undefined,
    "",
    [],
    ...texts,
    ...texts.slice(0, 3).map((text) => [text]),
    texts.slice(0, 2),
  ];
}

function valuesUnder(key: string, layers: WrittenLayers): readonly string[] {
  const policies = Object.values(layers).flat(2) as NonNullable<WrittenLayers["identity"]>;
  return policies
    .flatMap(({ Statement = [] }) => Statement)
    .flatMap(({ Condition }) => Object.values((Condition ?? {}) as Record<string, Record<string, unknown>>))
    .flatMap((block) => Object.entries(block))
    .flatMap(([name, values]) => (name.toLowerCase() === key ? ([values].flat() as string[]) : []));
}

const FILLS = [
  "",
  "a",
  "bucket",
  "alice",
  "alice/x",
  "a:b",
  "us-east-1",
  "111111111111",
  "queue",
  "*",
] as const;

/** The resource with pieces cut out of it, and what stood there. */
const cutResource = (resource: string) =>
  fc
    .array(fc.tuple(fc.nat(resource.length), fc.nat(12)), { minLength: 1, maxLength: 2 })
    .map((cuts): readonly (string | typeof UNKNOWN)[] => {
      const pieces: (string | typeof UNKNOWN)[] = [];
      let at = 0;
      for (const [from, length] of cuts.sort(([left], [right]) => left - right)) {
        if (from < at) continue;
        pieces.push(resource.slice(at, from), UNKNOWN);
        at = from + length;
      }
      return [...pieces, resource.slice(at)];
    });

/** As the engine promises: before the fifth colon, where five are written, an unknown piece has no colon. */
function fillPieces(pieces: PartialScenario["resource"], fills: readonly string[]): string | undefined {
  const written = pieces.map((piece) => (piece === UNKNOWN ? "" : piece)).join("");
  const isArn = written.split(":").length > 5;
  let before = "";
  let text = "";
  let index = 0;
  for (const piece of pieces) {
    const isUnknown = piece === UNKNOWN;
    const filled: string = isUnknown ? fills[index++ % fills.length]! : piece;
    if (isUnknown && isArn && before.split(":").length <= 5 && filled.includes(":")) return undefined;
    if (!isUnknown) before += filled;
    text += filled;
  }
  return text;
}

interface Unknowns {
  readonly keys: readonly string[];
  readonly resource: PartialScenario["resource"];
}

const completionOf = ({ layers, requests: [request] }: ScenarioSeries, { keys, resource }: Unknowns) =>
  fc
    .tuple(
      fc.tuple(
        ...keys.map((key) => fc.constantFrom(...candidatesFor(key, layers, request!.context.get(key)))),
      ),
      fc.array(fc.constantFrom(...FILLS, request!.resource), { minLength: 2, maxLength: 2 }),
    )
    .map(([values, fills]): Completion | undefined => {
      const filled = fillPieces(resource, fills);
      if (filled === undefined) return undefined;
      const context = new Map(request!.context as ReadonlyMap<string, ContextValue>);
      for (const [index, key] of keys.entries()) {
        const value = values[index];
        if (value === undefined) context.delete(key);
        else context.set(key, value);
      }
      const chosen = new Map([
        ...keys.map((key, index): [string, string] => [key, JSON.stringify(values[index] ?? null)]),
        ["resource", filled] as const,
      ]);
      return { request: { ...request!, resource: filled, context }, chosen };
    });

/** Two values for each unknown in all combinations, and more of them at random: names can be told by what they alone change. */
const completionsOf = (series: ScenarioSeries, unknowns: Unknowns) =>
  fc.array(completionOf(series, unknowns), { minLength: 6, maxLength: 10 }).map((made) => {
    const seeds = made.filter((completion) => completion !== undefined);
    return [...seeds, ...crossed(seeds)].slice(0, COMPLETIONS_MAX);
  });

/** Each with one of its choices taken from another. */
function crossed(seeds: readonly Completion[]): readonly Completion[] {
  return seeds.flatMap((base, index) =>
    [...base.chosen.keys()].map((key) => {
      const other = seeds[(index + 1) % seeds.length]!;
      const chosen = new Map([...base.chosen, [key, other.chosen.get(key)!]]);
      if (key === "resource")
        return { chosen, request: { ...base.request, resource: other.request.resource } };
      const context = new Map(base.request.context as ReadonlyMap<string, ContextValue>);
      const value = other.request.context.get(key);
      if (value === undefined) context.delete(key);
      else context.set(key, value);
      return { chosen, request: { ...base.request, context } };
    }),
  );
}

const allKeys = [...contextKeys, ...absentKeys, "app:Key"].map((key) => key.toLowerCase());

export interface PartialOptions {
  /** Leave the resource known. */
  readonly keysOnly?: boolean;
}

export const partialScenario = ({ keysOnly = false }: PartialOptions = {}): fc.Arbitrary<PartialScenario> =>
  fc.oneof(scenarioSeries, focusedSeries).chain((series) => {
    const [request] = series.requests;
    const whole = fc.constant([request!.resource]);
    const known = (request!.context as ReadonlyMap<string, ContextValue>).has("app:key") ? ["app:key"] : [];
    return fc
      .record({
        keys: fc
          .uniqueArray(fc.constantFrom(...allKeys, ...known), { maxLength: UNKNOWN_KEYS_MAX })
          .map((keys) => [...new Set([...known, ...keys])]),
        resource: keysOnly ? whole : fc.oneof(whole, cutResource(request!.resource)),
      })
      .chain((unknowns) =>
        completionsOf(series, unknowns).map((completions) => ({
          layers: series.layers,
          request: request!,
          unknownKeys: unknowns.keys,
          resource: unknowns.resource,
          completions,
        })),
      );
  });
