/** The types of a seed, from the JSON Schema that judges it. */
import { spawnSync } from "node:child_process";

/** As much of JSON Schema as a seed's has. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly not?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A schema that has a name of its own. */
export interface NamedSchema {
  readonly name: string;
  /** A sentence for whoever writes a seed. */
  readonly description: string;
  readonly schema: Schema;
}

const HEAD = `/**
 * What a seed may say, as docs/seed.md tells it.
 *
 * Made from the JSON Schema that judges seeds: node -C @rolecall/source packages/rolecall/generator/write-seed-types.ts
 */
`;

/** As the house formats it, so that nobody has to. */
export function formatSource(text: string): string {
  const { stdout, status, stderr } = spawnSync("biome", ["format", "--stdin-file-path=seed.ts"], {
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`What was made cannot be formatted: ${stderr}`);
  return stdout;
}

/** The text of a module that exports a type for each. @throws Error where the schema has something that is not known here */
export function renderSeedTypes(named: readonly NamedSchema[]): string {
  const names = new Map(named.map(({ name, schema }) => [schema, name]));
  const render = (schema: Schema): string => names.get(schema) ?? renderType(schema, render);
  const types = named.map(({ name, description, schema }) => {
    const type = renderType(schema, render);
    const isObject = schema.properties !== undefined;
    const declared = isObject ? `interface ${name} ${type}` : `type ${name} = ${type};`;
    return `/** ${description} */\nexport ${declared}\n`;
  });
  return [HEAD, ...types].join("\n");
}

type Render = (schema: Schema) => string;

function renderType(schema: Schema, render: Render): string {
  const { $ref, type, anyOf, oneOf, allOf } = schema;
  if ($ref !== undefined) return nameOfDefinition($ref);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return unique(choices.map(render)).join(" | ");
  if (allOf !== undefined) return unique(allOf.map((each) => render(meantBy(each)))).join(" | ");
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(type)) return unique(type.map((each) => render({ ...schema, type: each }))).join(" | ");
  switch (type) {
    case "string":
    case "boolean":
      return type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return renderArray(render(schema.items ?? {}));
    case "object":
      return renderObject(schema, render);
    case undefined:
      return "unknown";
    default:
      throw new Error(`A seed's schema has a type ${JSON.stringify(type)}, which is not known here.`);
  }
}

/** `{ if: { type: "object" }, else: S }` and the like: S is what is meant. */
function meantBy({ if: condition, then, else: otherwise, ...rest }: Schema): Schema {
  if (condition === undefined) return rest;
  const meant = otherwise ?? then;
  if (meant === undefined) throw new Error("A condition in a seed's schema means nothing.");
  return meant;
}

function renderArray(item: string): string {
  return /^[\w."]+$/.test(item) ? `readonly ${item}[]` : `readonly (${item})[]`;
}

function renderObject({ properties, required = [], additionalProperties }: Schema, render: Render): string {
  if (properties === undefined) {
    const value = typeof additionalProperties === "object" ? render(additionalProperties) : "unknown";
    return `{ readonly [name: string]: ${value} }`;
  }
  const members = Object.entries(properties).map(([name, schema]) => {
    const isOptional = !required.includes(name);
    return `  readonly ${name}${isOptional ? "?" : ""}: ${indent(render(schema))}${isOptional ? " | undefined" : ""};\n`;
  });
  const others = additionalProperties === false ? "" : "  readonly [name: string]: unknown;\n";
  return `{\n${members.join("")}${others}}`;
}

function indent(text: string): string {
  return text.replaceAll("\n", "\n  ");
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** `#/definitions/organizationalUnit` → `SeedOrganizationalUnit` */
function nameOfDefinition(reference: string): string {
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  return `Seed${name[0]?.toUpperCase()}${name.slice(1)}`;
}
