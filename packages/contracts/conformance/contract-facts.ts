import type { Member, ServiceContract, Shape, StructureShape } from "../src/vocabulary.ts";
import { type Facts, memberFact } from "./facts.ts";

export function contractFacts(contract: ServiceContract): Facts {
  const facts = new Map<string, string>();
  for (const name of contract.operations.names) {
    const { input, output, http } = contract.operations.get(name)!;
    const route = contract.protocol === "rest-json" ? `${http.method} ${http.path} ${http.status} ` : "";
    facts.set(
      `operation ${name}`,
      `${route}${structureName(input)} → ${output ? structureName(output) : "unit"}`,
    );
    for (const shape of [input, ...(output ? [output] : [])]) addStructure(facts, shape);
  }
  for (const { code, httpStatus, fault, shape, shapeName } of contract.errors.values()) {
    facts.set(`error ${shapeName}`, `${code} ${httpStatus} ${fault}`);
    addStructure(facts, shape);
  }
  return facts;
}

function structureName(shape: StructureShape): string {
  return shape.name === "Empty" ? "unit" : shape.name;
}

function addStructure(facts: Map<string, string>, shape: StructureShape): void {
  const place = `shape ${shape.name}`;
  if (facts.has(place) || shape.name === "Empty") return;
  facts.set(place, shape.union ? "union" : "structure");
  for (const member of shape.members) {
    facts.set(`${place}.${member.name}`, describeMember(member));
    for (const structure of structuresIn(member.shape)) addStructure(facts, structure);
  }
}

function describeMember({ name, wireName, shape, required, location }: Member): string {
  const isSensitive = shape.sensitive;
  return memberFact({ type: typeName(shape), name, wireName, isRequired: required, isSensitive, location });
}

function typeName(shape: Shape): string {
  switch (shape.kind) {
    case "structure":
      return shape.name;
    case "list":
      return `list of ${typeName(shape.element)}`;
    case "map":
      return `map of ${typeName(shape.value)}`;
    case "integer":
    case "long":
    case "float":
    case "double":
      return "number";
    case "timestamp":
      return `timestamp (${shape.format})`;
    default:
      return shape.kind;
  }
}

function structuresIn(shape: Shape): readonly StructureShape[] {
  switch (shape.kind) {
    case "structure":
      return [shape];
    case "list":
      return structuresIn(shape.element);
    case "map":
      return structuresIn(shape.value);
    default:
      return [];
  }
}
