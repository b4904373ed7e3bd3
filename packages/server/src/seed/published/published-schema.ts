import type { JsonSchema } from "../families/json-schema.ts";
import { SEED_SCHEMA } from "../schema.ts";
import { FIELD_WORDS } from "./field-words.ts";

/** Written where a variable of the environment stands for a value that has a form. */
const VARIABLE: JsonSchema = { type: "string", pattern: "\\$\\{[A-Za-z_]" };

const INCLUDE: JsonSchema = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };

/**
 * The seed's JSON Schema as editors take it (draft 07): what a file may say before its variables, included files and policies' files are put in, each key with
 * what it is.
 */
export function publishedSchema(): JsonSchema {
  const { definitions, ...seed }: JsonSchema = SEED_SCHEMA;
  const properties = { ...(seed.properties as Schemas), include: INCLUDE };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Rolecall seed",
    ...(describe({ ...seed, required: [], properties }, "") as object),
    definitions: describeAll(definitions as Schemas),
  };
}

type Schemas = Readonly<Record<string, JsonSchema>>;

/** @param under the key that it stands under */
function describe(schema: unknown, under: string): unknown {
  if (Array.isArray(schema)) return schema.map((each) => describe(each, under));
  if (typeof schema !== "object" || schema === null) return schema;
  const parts: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema))
    parts[keyword] = IN_DEPTH.has(keyword) ? describe(value, under) : value;
  const { properties } = schema as { readonly properties?: Schemas };
  if (properties !== undefined)
    Object.assign(parts, withProperties(parts, describeProperties(properties, under)));
  return isForm(parts) ? { anyOf: [parts, VARIABLE] } : parts;
}

/** Keywords whose values are schemas. */
const IN_DEPTH: ReadonlySet<string> = new Set([
  "items",
  "additionalProperties",
  "anyOf",
  "oneOf",
  "allOf",
  "if",
  "else",
  "not",
]);

function describeAll(definitions: Schemas): unknown {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, schema]) => [name, describe(schema, name)]),
  );
}

function describeProperties(properties: Schemas, under: string): Schemas {
  const policyFile = "document" in properties ? { policyFile: { type: "string" } } : {};
  return Object.fromEntries(
    Object.entries({ ...properties, ...policyFile }).map(([key, schema]) => {
      const words = FIELD_WORDS[`${under}.${key}`] ?? FIELD_WORDS[key];
      return [key, { ...(words !== undefined && { description: words }), ...without(describe(schema, key)) }];
    }),
  );
}

/** A document may stand in a file of its own. */
function withProperties({ required }: Readonly<Record<string, unknown>>, properties: Schemas): JsonSchema {
  if (!("policyFile" in properties) || !Array.isArray(required)) return { properties };
  const others = required.filter((key) => key !== "document");
  return { properties, required: others, oneOf: [{ required: ["document"] }, { required: ["policyFile"] }] };
}

/** Of a value what is told of its form stands in the way of what it is. */
function without(schema: unknown): object {
  const { description, ...rest } = schema as { readonly description?: string };
  return rest;
}

/** Whether a text has to look like something, which the name of a variable does not. */
function isForm(parts: Readonly<Record<string, unknown>>): boolean {
  return (
    "enum" in parts ||
    (parts.type === "string" && ("pattern" in parts || "minLength" in parts || "maxLength" in parts))
  );
}
