/** JSON → input. Source: Smithy, "AWS JSON 1.1 protocol" and "AWS restJson1 protocol", document bodies. */
import type { JsonValue, Member, ServiceContract, Shape, TimestampShape } from "@rolecall/contracts";
import { decodeBase64 } from "../base64.ts";
import { compileOnce } from "../compile-once.ts";
import { limits } from "../limits.ts";
import { malformedInput } from "../request-error.ts";
import { parseEpochSeconds, parseIso8601 } from "../timestamp.ts";

type Decoder = (value: unknown) => unknown;

class Misread extends Error {}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a body. Null counts as absent, members that the contract does not have are passed over.
 * @throws RequestError (SerializationException) from the returned function where a value is not of its kind.
 */
export function jsonDecoder(
  contract: ServiceContract,
  members: readonly Member[],
): (body: Uint8Array) => Record<string, unknown> {
  return bodyDecoder(contract, membersDecoder(members, wireDecoderOf, WIRE));
}

/** The same of a body whose members go by the contract's own names, wherever they travel on the wire, with every time as RFC 3339. */
export function nameDecoder(
  contract: ServiceContract,
  members: readonly Member[],
): (body: Uint8Array) => Record<string, unknown> {
  return bodyDecoder(contract, membersDecoder(members, nameDecoderOf, NAMES));
}

function bodyDecoder(
  contract: ServiceContract,
  decode: (value: unknown) => Record<string, unknown>,
): (body: Uint8Array) => Record<string, unknown> {
  return (body) => {
    if (body.length === 0) return {};
    try {
      return decode(parse(body));
    } catch (error) {
      throw error instanceof Misread ? malformedInput(contract, error.message) : error;
    }
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new Misread("The request body is not valid JSON.");
  }
}

/** How a body spells what its contract names. */
interface Spelling {
  readonly nameOf: (member: Member) => string;
  readonly readTimestamp: (shape: TimestampShape, value: unknown) => Date | undefined;
}

type DecoderOf = (shape: Shape) => Decoder;

const WIRE: Spelling = { nameOf: ({ wireName }) => wireName, readTimestamp };
const NAMES: Spelling = {
  nameOf: ({ name }) => name,
  readTimestamp: (_, value) => (typeof value === "string" ? parseIso8601(value) : undefined),
};

const wireDecoderOf = compileDecoders(WIRE);
const nameDecoderOf = compileDecoders(NAMES);

function compileDecoders(spelling: Spelling): DecoderOf {
  const decoderOf: DecoderOf = compileOnce<[unknown], unknown>((shape: Shape): Decoder => {
    switch (shape.kind) {
      case "structure":
        return membersDecoder(shape.members, decoderOf, spelling);
      case "list":
        return listDecoder(decoderOf(shape.element));
      case "map":
        return mapDecoder(decoderOf(shape.value));
      case "string":
        return (value) => (typeof value === "string" ? value : misread(value, "a String"));
      case "integer":
        return (value) => (isInteger32(value) ? value : misread(value, "an Integer"));
      case "long":
        return (value) => (Number.isSafeInteger(value) ? value : misread(value, "a Long"));
      case "float":
      case "double":
        return (value) => (typeof value === "number" ? value : misread(value, "a Number"));
      case "boolean":
        return (value) => (typeof value === "boolean" ? value : misread(value, "a Boolean"));
      case "timestamp":
        return (value) => spelling.readTimestamp(shape, value) ?? misread(value, "a Timestamp");
      case "blob":
        return (value) =>
          (typeof value === "string" ? decodeBase64(value) : undefined) ?? misread(value, "a Blob");
      case "document":
        return (value) => readDocument(value as JsonValue, 0);
    }
  });
  return decoderOf;
}

function membersDecoder(
  members: readonly Member[],
  decoderOf: DecoderOf,
  { nameOf }: Spelling,
): (value: unknown) => Record<string, unknown> {
  const decoders = members.map((member) => ({
    name: member.name,
    spelt: nameOf(member),
    decode: decoderOf(member.shape),
  }));
  return (value) => {
    const object = asObject(value);
    const structure: Record<string, unknown> = {};
    for (const { name, spelt, decode } of decoders) {
      const member = Object.hasOwn(object, spelt) ? object[spelt] : undefined;
      if (member !== undefined && member !== null) structure[name] = decode(member);
    }
    return structure;
  };
}

/** Null elements are left out, as AWS's own services do. */
function listDecoder(decode: Decoder): Decoder {
  return (value) => {
    if (!Array.isArray(value)) return misread(value, "a List");
    return value.filter((element) => element !== null).map((element) => decode(element));
  };
}

/** Keys come from the network, so that the map has no prototype. */
function mapDecoder(decode: Decoder): Decoder {
  return (value) => {
    const map: Record<string, unknown> = Object.create(null);
    for (const [key, entry] of Object.entries(asObject(value))) {
      if (entry !== null) map[key] = decode(entry);
    }
    return map;
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return misread(value, "a Structure");
  return value as Readonly<Record<string, unknown>>;
}

function isInteger32(value: unknown): boolean {
  return Number.isInteger(value) && value === ((value as number) | 0);
}

function readTimestamp(shape: TimestampShape, value: unknown): Date | undefined {
  if (typeof value === "number") return parseEpochSeconds(value);
  return shape.format === "iso8601" && typeof value === "string" ? parseIso8601(value) : undefined;
}

function readDocument(value: JsonValue, depth: number): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (depth >= limits.depth) throw new Misread("The value is nested too deeply.");
  for (const child of Object.values(value)) readDocument(child, depth + 1);
  return value;
}

/** Names kinds alone: the value may be a secret. */
function misread(value: unknown, expected: string): never {
  if (Array.isArray(value)) throw new Misread("Start of list found where not expected");
  if (typeof value === "object") throw new Misread("Start of structure or map found where not expected.");
  throw new Misread(`${kindOf(value)} can not be converted to ${expected}`);
}

function kindOf(value: unknown): string {
  if (typeof value === "boolean") return value ? "TRUE_VALUE" : "FALSE_VALUE";
  if (typeof value === "number") return Number.isInteger(value) ? "NUMBER_VALUE" : "DECIMAL_VALUE";
  return "STRING_VALUE";
}
