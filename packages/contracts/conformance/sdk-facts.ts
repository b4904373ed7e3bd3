/** The same facts from the schemas that the AWS SDK's client of a service exports. */
import { NormalizedSchema } from "@smithy/core/schema";
import type { ProtocolName, ServiceName } from "../src/vocabulary.ts";
import { type Facts, memberFact } from "./facts.ts";

/** What stands first in a schema. */
const operationMark = 9;
const errorMark = -3;

/** Timestamps whose format the schema fixes; others have their protocol's. */
const timestampFormats: ReadonlyMap<unknown, string> = new Map([
  [5, "iso8601"],
  [7, "epochSeconds"],
]);

type OperationSchema = readonly [
  9,
  string,
  string,
  { readonly http?: readonly unknown[] } | 0,
  () => never,
  () => never,
];

interface ErrorTraits {
  readonly error: string;
  readonly httpError?: number;
  readonly awsQueryError?: readonly [string, number];
}

type ErrorSchema = readonly [-3, string, string, ErrorTraits];

/** As one service's members are read. */
interface Reading {
  readonly facts: Map<string, string>;
  readonly defaultTimestamp: string;
}

export async function sdkFacts(service: ServiceName, protocol: ProtocolName): Promise<Facts> {
  // The name is put together so that the compiler does not read the clients' large type declarations.
  const module: Readonly<Record<string, unknown>> = await import(`@aws-sdk/client-${service}`);
  const facts = new Map<string, string>();
  const reading = { facts, defaultTimestamp: protocol === "query" ? "iso8601" : "epochSeconds" };
  for (const schema of Object.values(module)) {
    if (!Array.isArray(schema)) continue;
    if (schema[0] === operationMark) addOperation(reading, schema as unknown as OperationSchema);
    if (schema[0] === errorMark) addError(reading, schema as unknown as ErrorSchema);
  }
  return facts;
}

function addOperation(reading: Reading, [, , name, traits, input, output]: OperationSchema): void {
  const route = traits !== 0 && traits.http ? `${traits.http.join(" ")} ` : "";
  const [from, to] = [NormalizedSchema.of(input), NormalizedSchema.of(output)];
  reading.facts.set(`operation ${name}`, `${route}${structureName(from)} → ${structureName(to)}`);
  for (const schema of [from, to]) if (!schema.isUnitSchema()) addStructure(reading, schema);
}

function structureName(schema: NormalizedSchema): string {
  return schema.isUnitSchema() ? "unit" : nameOf(schema);
}

function nameOf(schema: NormalizedSchema): string {
  return schema.getName() ?? "a shape without a name";
}

function addError(reading: Reading, schema: ErrorSchema): void {
  const [, namespace, name, traits] = schema;
  // The SDK's own base of all exceptions is no error of the service.
  if (namespace.startsWith("smithy.ts.sdk")) return;
  const [code, status] = traits.awsQueryError ?? [name, traits.httpError];
  reading.facts.set(`error ${name}`, `${code} ${status} ${traits.error}`);
  addStructure(reading, NormalizedSchema.of(schema as never));
}

function addStructure(reading: Reading, schema: NormalizedSchema): void {
  const place = `shape ${nameOf(schema)}`;
  if (reading.facts.has(place)) return;
  reading.facts.set(place, schema.isUnionSchema() ? "union" : "structure");
  const raw = schema.getSchema() as unknown as readonly [
    number,
    string,
    string,
    unknown,
    string[],
    unknown[],
    number?,
  ];
  const required = new Set(raw[4].slice(0, raw[6] ?? 0));
  for (const [name, member] of schema.structIterator()) {
    reading.facts.set(`${place}.${name}`, describeMember(name, member, required.has(name), reading));
    for (const structure of structuresIn(member)) addStructure(reading, structure);
  }
}

function describeMember(
  name: string,
  member: NormalizedSchema,
  isRequired: boolean,
  reading: Reading,
): string {
  const traits = member.getMergedTraits();
  const location = traits.httpHeader ? "header" : traits.httpQuery ? "querystring" : undefined;
  return memberFact({
    name,
    type: typeName(member, reading),
    wireName: traits.httpHeader ?? traits.httpQuery ?? traits.jsonName ?? traits.xmlName ?? name,
    isRequired,
    isSensitive: traits.sensitive === 1,
    location,
  });
}

function typeName(schema: NormalizedSchema, reading: Reading): string {
  if (schema.isStructSchema()) return nameOf(schema);
  if (schema.isListSchema()) return `list of ${typeName(schema.getValueSchema(), reading)}`;
  if (schema.isMapSchema()) return `map of ${typeName(schema.getValueSchema(), reading)}`;
  if (schema.isTimestampSchema()) {
    return `timestamp (${timestampFormats.get(schema.getSchema()) ?? reading.defaultTimestamp})`;
  }
  if (schema.isNumericSchema()) return "number";
  if (schema.isBooleanSchema()) return "boolean";
  if (schema.isBlobSchema()) return "blob";
  return schema.isDocumentSchema() ? "document" : "string";
}

function structuresIn(schema: NormalizedSchema): readonly NormalizedSchema[] {
  if (schema.isStructSchema()) return [schema];
  return schema.isListSchema() || schema.isMapSchema() ? structuresIn(schema.getValueSchema()) : [];
}
