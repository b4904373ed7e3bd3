import { SEED_SCHEMA } from "../../../packages/server/src/seed/schema.ts";
import { writeTable } from "./table.ts";

/** What of a JSON Schema is told. The seed's own uses no more than this. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
}

type Row = readonly [path: string, type: string, required: string];

export async function writeSeedSchema(): Promise<string> {
  const rows = [...tell(SEED_SCHEMA as Schema, "")].map(([path, type, required]) => [
    `\`${path}\``,
    type,
    required,
  ]);
  return `# Seed: every key

As the program checks a seed, from its own JSON Schema. \`[]\` is each of a list, \`{}\` each key of one's own. What they mean is told in
[Seed](/docs/seed.md).

${writeTable(["key", "is", ""], rows)}
`;
}

function* tell(schema: Schema, path: string): Generator<Row> {
  for (const [key, value] of Object.entries(schema.properties ?? {})) {
    const own = path === "" ? key : `${path}.${key}`;
    yield [own, nameType(value), schema.required?.includes(key) ? "required" : ""];
    yield* tell(value, own);
  }
  if (schema.items !== undefined) yield* tell(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === "object") yield* tell(schema.additionalProperties, `${path}{}`);
  for (const other of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) yield* tell(other, path);
}

function nameType(schema: Schema): string {
  const { type, items, enum: values, $ref, oneOf, anyOf, pattern } = schema;
  const others = oneOf ?? anyOf;
  if (values !== undefined) return values.map((value) => `\`${String(value)}\``).join(" or ");
  if ($ref !== undefined) return `the same as \`${$ref.replace(/^.*\//, "")}\``;
  if (others !== undefined) return [...new Set(others.map(nameType))].join(" or ");
  if (items !== undefined) return `list of ${nameType(items)}`;
  const named = [type ?? "anything"].flat().join(" or ");
  return pattern === undefined ? named : `${named} like \`${pattern}\``;
}
