/** Those who answer a written scenario. The oracle reads it with its own reader of documents. */
import type { Decision } from "../src/decide/request.ts";
import { evaluate, type OracleLayers } from "./evaluate.ts";
import type { Scenario, WrittenLayers } from "./generate/scenario.ts";
import { readDocument } from "./read-document.ts";

export function judgeByOracle({ layers, request }: Scenario): Decision {
  return evaluate(request, mapLayers(layers, readDocument) satisfies OracleLayers);
}

/** The layers with each document read, whatever is made of it. */
export function mapLayers<Read>(layers: WrittenLayers, read: (document: unknown) => Read) {
  const readSet = (documents: readonly unknown[] | undefined) => documents?.map(read);
  const readLevels = (levels: readonly (readonly unknown[])[] | undefined) =>
    levels?.map((documents) => documents.map(read));
  return withoutUndefined({
    resourceControl: readLevels(layers.resourceControl),
    serviceControl: readLevels(layers.serviceControl),
    resource: readSet(layers.resource),
    resourcePolicyRequired: layers.resourcePolicyRequired,
    identity: readSet(layers.identity),
    boundary: readSet(layers.boundary),
    session: readLevels(layers.session),
    endpoint: readSet(layers.endpoint),
  });
}

type Defined<Type> = { [Key in keyof Type]?: Exclude<Type[Key], undefined> };

function withoutUndefined<Type extends object>(record: Type): Defined<Type> {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Type>;
}
