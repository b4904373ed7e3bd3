import { nearestName } from "@rolecall/policy";
import { Ajv, type ErrorObject } from "ajv";
import type { JsonSchema } from "../families/json-schema.ts";
import { SEED_SCHEMA } from "../schema.ts";
import type { SeedPath } from "../seed-path.ts";
import type { SeedText } from "../seed-text.ts";

/** @throws SeedError about a key that is not known, where there is one, else about the first thing of a wrong shape. */
export function checkShape({ value, fail }: SeedText, schema: JsonSchema = SEED_SCHEMA): void {
  const validate = new Ajv({ allErrors: true, verbose: true }).compile(schema);
  if (validate(value)) return;
  const errors = validate.errors ?? [];
  const told = errors.filter(({ keyword }) => keyword !== "if");
  const error = told.find(({ keyword }) => keyword === "additionalProperties") ?? told[0];
  if (error === undefined) throw new Error("The schema refused without a reason.");
  throw fail(pathOf(error, value), describe(error));
}

/** INVARIANT: words never hold the value itself, which may be a secret. */
function describe({ keyword, message, params, data, parentSchema }: ErrorObject): string {
  switch (keyword) {
    case "additionalProperties":
      return describeUnknownKey(params.additionalProperty, parentSchema?.properties);
    case "pattern":
      return parentSchema?.description ?? `${message}`;
    case "enum":
      return `must be one of ${params.allowedValues.join(", ")}`;
    case "required":
      return `"${params.missingProperty}" is missing here`;
    case "minItems":
      return "this list is empty, and needs something";
    case "type":
      return `${message}${explainType(data, params.type)}`;
    default:
      return message ?? keyword;
  }
}

function describeUnknownKey(key: string, properties: object = {}): string {
  const meant = nearestName(key, Object.keys(properties));
  return `the key "${key}" is not known here${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
}

/** What YAML made of a value that looked like text. */
function explainType(data: unknown, wanted: unknown): string {
  if (data === null) return ": there is nothing here; give it a value, or leave the key out";
  const isBare = typeof data === "number" || typeof data === "boolean";
  return isBare && wanted === "string" ? `: YAML reads a ${typeof data} here; put it in quotes` : "";
}

/** `/accounts/0/users/1` as keys and indexes. */
function pathOf(error: ErrorObject, value: unknown): SeedPath {
  const path: (string | number)[] = [];
  let at = value;
  for (const step of error.instancePath.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(at) ? Number(key) : key);
    at = (at as Record<string, unknown>)[key];
  }
  if (error.keyword === "additionalProperties") path.push(String(error.params.additionalProperty));
  return path;
}
