/** A contract → the TypeScript source of its types. */
import type {
  MemberData,
  OperationData,
  ServiceData,
  ShapeData,
  StructureData,
} from "../src/contract-data.ts";
import { errorMemberSource } from "../src/error-member.ts";

const heading = "// Generated from the service's model. See ../generator.";

/** One module: a type for each structure and each closed set of strings, then `Operations` and `Errors`. */
export function typesSource(contract: ServiceData): string {
  const body = [...namedTypes(contract), operationsType(contract), errorsType(contract)].join("\n\n");
  const imported = ["Empty", "JsonValue"].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const imports =
    imported.length === 0 ? "" : `import type { ${imported.join(", ")} } from "../src/vocabulary.ts";\n\n`;
  return `${heading}\n${imports}${body}\n`;
}

function namedTypes(contract: ServiceData): string[] {
  const taken = new Map<string, string>([
    ["Operations", "the table of operations"],
    ["Errors", "the table of errors"],
  ]);
  const sources: string[] = [];
  for (const [name, shape] of Object.entries(contract.shapes)) {
    const source = declaration(name, shape, contract);
    if (source === undefined) continue;
    const holder = taken.get(typeName(name));
    if (holder !== undefined)
      throw new Error(`${contract.service}: ${name} and ${holder} make one type name.`);
    taken.set(typeName(name), name);
    sources.push(source);
  }
  return sources;
}

function declaration(name: string, shape: ShapeData, contract: ServiceData): string | undefined {
  if (shape.kind === "string" && shape.values) {
    return `export type ${typeName(name)} = ${unionOf(shape.values)};`;
  }
  if (shape.kind !== "structure") return undefined;
  if (shape.union) return `export type ${typeName(name)} =\n${variants(shape, contract)};`;
  const isDetail = (member: string, { wireName = member }: MemberData) =>
    errorMemberSource(wireName) === "details";
  // An error's message travels beside its details; what the protocol fills is nothing to say.
  const members = memberLines(shape, contract, isError(name, contract) ? isDetail : undefined);
  return members.length === 0
    ? `export type ${typeName(name)} = Empty;`
    : `export interface ${typeName(name)} {\n${members.join("\n")}\n}`;
}

function isError(name: string, contract: ServiceData): boolean {
  return Object.hasOwn(contract.errors, name);
}

function memberLines(
  shape: StructureData,
  contract: ServiceData,
  isTold?: (name: string, member: MemberData) => boolean,
): string[] {
  return Object.entries(shape.members)
    .filter(([name, member]) => isTold?.(name, member) ?? true)
    .map(([name, member]) => {
      const type = typeOf(member.shape, contract);
      return member.required ? `  readonly ${name}: ${type};` : `  readonly ${name}?: ${type} | undefined;`;
    });
}

/** One variant for each member, in which the others are absent. */
function variants(shape: StructureData, contract: ServiceData): string {
  const names = Object.keys(shape.members);
  return Object.entries(shape.members)
    .map(([name, member]) => {
      const others = names.filter((other) => other !== name).map((other) => `readonly ${other}?: undefined`);
      return `  | { ${[`readonly ${name}: ${typeOf(member.shape, contract)}`, ...others].join("; ")} }`;
    })
    .join("\n");
}

function typeOf(name: string, contract: ServiceData): string {
  const shape = contract.shapes[name];
  switch (shape?.kind) {
    case "structure":
      return typeName(name);
    case "string":
      return shape.values ? typeName(name) : "string";
    case "list":
      return `readonly ${elementType(typeOf(shape.element, contract))}[]`;
    case "map":
      return `{ readonly [key in ${typeOf(shape.key, contract)}]?: ${typeOf(shape.value, contract)} }`;
    case "integer":
    case "long":
    case "float":
    case "double":
      return "number";
    case "boolean":
      return "boolean";
    case "timestamp":
      return "Date";
    case "blob":
      return "Uint8Array";
    case "document":
      return "JsonValue";
    case undefined:
      throw new Error(`${contract.service}: the shape ${name} is not there.`);
  }
}

function elementType(type: string): string {
  return type.startsWith("readonly ") ? `(${type})` : type;
}

function operationsType(contract: ServiceData): string {
  const lines = Object.entries(contract.operations).map(([name, operation]) =>
    [
      `  readonly ${name}: {`,
      `    readonly input: ${operation.input === undefined ? "Empty" : typeName(operation.input)};`,
      `    readonly output: ${operation.output === undefined ? "Empty" : typeName(operation.output)};`,
      `    readonly errors: ${errorCodes(operation, contract)};`,
      ...(operation.unsigned ? ["    readonly unsigned: true;"] : []),
      "  };",
    ].join("\n"),
  );
  return `export interface Operations {\n${lines.join("\n")}\n}`;
}

function errorCodes(operation: OperationData, contract: ServiceData): string {
  return operation.errors.length === 0
    ? "never"
    : unionOf(operation.errors.map((name) => codeOf(name, contract)));
}

/** What each error carries beside its message, by code. */
function errorsType(contract: ServiceData): string {
  const lines = Object.keys(contract.errors).map(
    (name) => `  readonly ${JSON.stringify(codeOf(name, contract))}: ${typeName(name)};`,
  );
  return `export interface Errors {\n${lines.join("\n")}\n}`;
}

function codeOf(name: string, contract: ServiceData): string {
  const error = contract.errors[name];
  if (error === undefined) throw new Error(`${contract.service}: ${name} is no error.`);
  return error.code;
}

function unionOf(values: readonly string[]): string {
  return [...new Set(values)].map((value) => JSON.stringify(value)).join(" | ");
}

/** AWS's name with a capital first letter, as its SDKs have it. */
function typeName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
