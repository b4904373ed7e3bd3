/** Parameters → input. Source: Smithy, "AWS query protocol", request serialization. */
import type { ListShape, MapShape, ServiceContract, Shape, StructureShape } from "@rolecall/contracts";
import { decodeBase64 } from "../base64.ts";
import { compileOnce } from "../compile-once.ts";
import { malformedInput } from "../request-error.ts";
import { parseEpochSeconds, parseIso8601 } from "../timestamp.ts";
import type { ParameterNode } from "./parameter-tree.ts";
import type { QueryParameters } from "./parameters.ts";

/** Gives the value of a name, or undefined where there is none. Throws a `Misread`. */
type Decoder = (node: ParameterNode | undefined) => unknown;

class Misread extends Error {}

const integerText = /^[+-]?\d{1,16}$/;
const numberText = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const epochText = /^\d{1,14}(\.\d{1,9})?$/;
const integerMax = 2_147_483_647;
const integerMin = -2_147_483_648;

/** @throws RequestError (MalformedInput) from the returned function where a value is not of its kind. */
export function queryDecoder(
  contract: ServiceContract,
  input: StructureShape,
): (parameters: QueryParameters) => Record<string, unknown> {
  const members = memberDecoders(input);
  return (parameters) => {
    try {
      return members.length === 0 ? {} : decodeMembers(members, parameters.tree());
    } catch (error) {
      throw error instanceof Misread ? malformedInput(contract, error.message) : error;
    }
  };
}

interface MemberDecoder {
  readonly name: string;
  readonly wireName: string;
  readonly decode: Decoder;
}

const decoderOf = compileOnce<[ParameterNode | undefined], unknown>((shape: Shape): Decoder => {
  switch (shape.kind) {
    case "structure":
      return structureDecoder(shape);
    case "list":
      return listDecoder(shape);
    case "map":
      return mapDecoder(shape);
    case "string":
      return scalarDecoder((text) => text);
    case "integer":
    case "long":
      return scalarDecoder((text) => readInteger(text, shape.kind === "long"));
    case "float":
    case "double":
      return scalarDecoder((text) => (numberText.test(text) ? Number(text) : misread(text, "a Number")));
    case "boolean":
      return scalarDecoder(readBoolean);
    case "timestamp":
      return scalarDecoder((text) => readTimestamp(text));
    case "blob":
      return scalarDecoder((text) => decodeBase64(text) ?? misread(text, "a Blob"));
    case "document":
      throw new Error("The Query protocol has no free JSON.");
  }
});

function memberDecoders(shape: StructureShape): readonly MemberDecoder[] {
  return shape.members.map((member) => ({
    name: member.name,
    wireName: member.wireName,
    decode: decoderOf(member.shape),
  }));
}

function decodeMembers(members: readonly MemberDecoder[], node: ParameterNode): Record<string, unknown> {
  const structure: Record<string, unknown> = {};
  for (const { name, wireName, decode } of members) {
    const value = decode(node.child(wireName));
    if (value !== undefined) structure[name] = value;
  }
  return structure;
}

function structureDecoder(shape: StructureShape): Decoder {
  const members = memberDecoders(shape);
  return (node) => (node === undefined ? undefined : decodeMembers(members, node));
}

/** A name with an empty value and nothing below it is an empty list; elements that are left out are there and empty. */
function listDecoder(shape: ListShape): Decoder {
  const decodeElement = decoderOf(shape.element);
  const isScalar = !["structure", "list", "map"].includes(shape.element.kind);
  const missing = () => (shape.element.kind === "structure" ? {} : undefined);
  return (node) => {
    if (node === undefined) return undefined;
    const container = node.child("member");
    const indices = readIndices(container);
    if (indices === "none") {
      // What has no number is taken as one element, in which nothing is known.
      if (isScalar) throw new Misread("Start of list found where not expected");
      return [decodeElement(container)];
    }
    const list: unknown[] = [];
    for (const index of indices) {
      while (list.length < index - 1) list.push(missing());
      list.push(decodeElement(container?.child(`${index}`)) ?? missing());
    }
    return list;
  };
}

/** Keys come from the network, so that the map has no prototype. */
function mapDecoder(shape: MapShape): Decoder {
  const decodeValue = decoderOf(shape.value);
  return (node) => {
    if (node === undefined) return undefined;
    const map: Record<string, unknown> = Object.create(null);
    const container = node.child("entry");
    const indices = readIndices(container);
    for (const index of indices === "none" ? [] : indices) {
      const entry = container?.child(`${index}`);
      const key = entry?.child("key")?.value;
      const value = decodeValue(entry?.child("value"));
      if (key === undefined || value === undefined) throw new Misread("A map entry has no key or no value.");
      map[key] = value;
    }
    return map;
  };
}

/** How far an index may lie beyond the one before it (recorded). */
const indexStepMax = 10;

/**
 * The indices among the segments below a list or map, in order; "none" where there are segments and none is a number.
 * @throws Misread in the recorded words where an index is none, or far from the others
 */
function readIndices(container: ParameterNode | undefined): readonly number[] | "none" {
  const indices: number[] = [];
  let count = 0;
  for (const segment of container?.segments() ?? []) {
    count++;
    if (segment.startsWith("-")) throw new Misread(`Key ${segment.slice(0, 20)} may not have a leading '-'`);
    if (/^\d+$/.test(segment)) indices.push(Number(segment));
  }
  if (count > 0 && indices.length === 0) return "none";
  indices.sort((a, b) => a - b);
  let reached = 1;
  for (const index of indices) {
    if (index === 0) throw new Misread("0 is not a valid index");
    const skipped = index - reached;
    if (skipped > indexStepMax) {
      throw new Misread(`Excessively sparse input would skip ${skipped} list elements`);
    }
    reached = index;
  }
  return indices;
}

function scalarDecoder(read: (text: string) => unknown): Decoder {
  return (node) => {
    const text = node?.value;
    if (text !== undefined) return read(text);
    if (node?.hasBelow) throw new Misread("Start of structure or map found where not expected.");
    return undefined;
  };
}

function readInteger(text: string, isLong: boolean): number {
  const value = integerText.test(text) ? Number(text) : Number.NaN;
  const fits = isLong ? Number.isSafeInteger(value) : value >= integerMin && value <= integerMax;
  return fits ? value : misread(text, isLong ? "a Long" : "an Integer");
}

/** In these spellings alone (recorded). */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

function readBoolean(text: string): boolean {
  return booleans.get(text) ?? misread(text, "a Boolean");
}

function readTimestamp(text: string): Date {
  const date = epochText.test(text) ? parseEpochSeconds(Number(text)) : parseIso8601(text);
  return date ?? misread(text, "a Timestamp");
}

/** Names the kind alone: the value may be a secret. */
function misread(text: string, expected: string): never {
  throw new Misread(`${text === "" ? "An empty value" : "STRING_VALUE"} can not be converted to ${expected}`);
}
