/**
 * Completions of a question of which some is unknown: the keys' values, and the texts of the resource's pieces, come from a small set
 * each, and all combinations of them are tried.
 */
import fc from "fast-check";
import type { AuthorizationRequest, ContextValue } from "../../src/request/request.ts";
import { UNKNOWN } from "../../src/unknown/unknown.ts";
import type { ScenarioSeries, WrittenLayers } from "./scenario.ts";

/** A resource, piece by piece, with UNKNOWN for some; one text where it is known. */
export type CutResource = readonly (string | typeof UNKNOWN)[];

/** Undefined: the request does not have the key. */
type KeyValue = ContextValue | undefined;

export interface Completion {
  readonly request: AuthorizationRequest;
  /** What stands for each unknown key, in lower case, and for `resource`; as a text that tells it from another. */
  readonly chosen: ReadonlyMap<string, string>;
}

/** How many values an unknown may have, by how many are unknown: all combinations are tried. */
const CHOICES = [0, 12, 4, 3, 2, 2] as const;

/** What may stand for a variable. */
const FRAGMENTS = ["a", "arn", "bob", ":bucket", "alice/x", "111111111111:user/a"] as const;

interface Candidates {
  /** The key's values in the policies, as what a request may have for it. */
  readonly written: readonly KeyValue[];
  /** Others that are worth a try. */
  readonly others: readonly KeyValue[];
}

function candidatesFor(key: string, { layers, requests }: ScenarioSeries): Candidates {
  const context = requests[0]!.context as ReadonlyMap<string, ContextValue>;
  const written = valuesUnder(key, layers).flatMap((value) => [
    value,
    value.replaceAll(/\$\{([*?$])\}/g, "$1"),
    value.replaceAll(/[*?]/g, "a"),
  ]);
  const texts = [...context.values(), ...USUAL, ...FRAGMENTS].flat();
  const lists = written.map((text) => [text]);
  return {
    written: [...new Set(written)],
    others: ["", [], ["alice", ...written.slice(0, 1)], ...lists, ...new Set(texts)],
  };
}

const USUAL = ["alice", "bucket", "team a", "10.0.0.1", "2024-01-01", "true", "10", "arn:aws:s3:::bucket"];

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

/** What the first and the last unknown piece are where the resource is one of these texts. */
function fillsOf(pieces: CutResource, texts: readonly string[]): readonly string[] {
  const [first] = pieces;
  const last = pieces.at(-1);
  const middle = pieces.length > 3 ? pieces[2] : undefined;
  return texts.flatMap((text) => {
    if (typeof first !== "string" || typeof last !== "string") return [];
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
      return [];
    const between = text.slice(first.length, text.length - last.length);
    if (typeof middle !== "string") return [between];
    const at = between.indexOf(middle);
    return at === -1 ? [] : [between.slice(0, at), between.slice(at + middle.length)];
  });
}

/** The values of Resource and NotResource, as resources. */
function resourcesOf(layers: WrittenLayers): readonly string[] {
  const policies = Object.values(layers).flat(2) as NonNullable<WrittenLayers["identity"]>;
  const values = policies
    .flatMap(({ Statement = [] }) => Statement)
    .flatMap(({ Resource, NotResource }) => [Resource ?? NotResource ?? []].flat() as string[]);
  return values.flatMap((value) => [
    value.replaceAll(/[*?]/g, "a"),
    value.replaceAll("*", "").replaceAll("?", "b"),
  ]);
}

/** As the engine promises: before the fifth colon, where five are written, an unknown piece has no colon. */
function fillPieces(pieces: CutResource, fills: readonly string[]): string | undefined {
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

/** Of the first request of a series. */
export interface Unknowns {
  /** In lower case. */
  readonly keys: readonly string[];
  readonly resource: CutResource;
}

/** What stands for one unknown in a completion. */
type Choice = KeyValue | { readonly fills: readonly string[] };

const choicesOf = (
  series: ScenarioSeries,
  { keys, resource }: Unknowns,
): fc.Arbitrary<readonly (readonly Choice[])[]> => {
  const [request] = series.requests;
  const count = CHOICES[keys.length + (resource.includes(UNKNOWN) ? 1 : 0)]!;
  const ofKeys = keys.map((key) => {
    const { written, others } = candidatesFor(key, series);
    return fc
      .tuple(inAnyOrder(written), inAnyOrder(others))
      .map(([first, rest]) =>
        [...new Set([request!.context.get(key), undefined, ...first, ...rest])].slice(0, count),
      );
  });
  const likely = fillsOf(resource, [request!.resource, ...resourcesOf(series.layers)]);
  const fill = fc.constantFrom(...likely, ...likely, ...FILLS, request!.resource);
  const ofResource = fc.array(fc.record({ fills: fc.tuple(fill, fill) }), {
    minLength: 2,
    maxLength: Math.max(2, count),
  });
  return fc.tuple(...ofKeys, ...(resource.includes(UNKNOWN) ? [ofResource] : []));
};

const inAnyOrder = <Value>(values: readonly Value[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length });

/** All combinations of what the unknowns may be, each once. */
export const completionsOf = (
  series: ScenarioSeries,
  unknowns: Unknowns,
): fc.Arbitrary<readonly Completion[]> =>
  choicesOf(series, unknowns).map((choices) => {
    const combined = choices.reduce<readonly (readonly Choice[])[]>(
      (all, some) => all.flatMap((chosen) => some.map((choice) => [...chosen, choice])),
      [[]],
    );
    const made = combined.flatMap((chosen) => complete(series.requests[0]!, unknowns, chosen) ?? []);
    return [
      ...new Map(made.map((completion) => [JSON.stringify([...completion.chosen]), completion])).values(),
    ];
  });

function complete(
  request: AuthorizationRequest,
  { keys, resource }: Unknowns,
  choices: readonly Choice[],
): Completion | undefined {
  const context = new Map(request.context as ReadonlyMap<string, ContextValue>);
  for (const [index, key] of keys.entries()) {
    const value = choices[index] as KeyValue;
    if (value === undefined) context.delete(key);
    else context.set(key, value);
  }
  const filling = choices[keys.length] as { readonly fills: readonly string[] } | undefined;
  const filled = fillPieces(resource, filling?.fills ?? []);
  if (filled === undefined) return undefined;
  const ofKeys = keys.map((key): [string, string] => [key, JSON.stringify(context.get(key) ?? null)]);
  return {
    request: { ...request, resource: filled, context },
    chosen: new Map([...ofKeys, ["resource", filled]]),
  };
}
