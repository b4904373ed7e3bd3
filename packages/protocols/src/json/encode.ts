/** Output → JSON. Source: Smithy, "AWS JSON 1.1 protocol" and "AWS restJson1 protocol", document bodies. */
import type {
  ErrorContract,
  ListShape,
  MapShape,
  OperationContract,
  ProtocolName,
  Shape,
  StructureShape,
} from "@rolecall/contracts";
import { compileOnce } from "../compile-once.ts";
import type { ProtocolResponse } from "../request.ts";
import type { WireError } from "../request-error.ts";
import { formatEpochSeconds, formatIso8601 } from "../timestamp.ts";

type JsonProtocol = Exclude<ProtocolName, "query">;

const contentTypes: Readonly<Record<JsonProtocol, string>> = {
  json: "application/x-amz-json-1.1",
  "rest-json": "application/json",
};

/** The last is the name that RFC 6749, section 5.2, gives it. */
const messageNames: ReadonlySet<string> = new Set(["message", "Message", "error_description"]);

type Encoder = (value: unknown) => string;

type Structure = Readonly<Record<string, unknown>>;

export function jsonEncoder(
  protocol: JsonProtocol,
  operation: OperationContract,
): (output: unknown, requestId: string) => ProtocolResponse {
  const { status } = operation.http;
  const contentType = contentTypes[protocol];
  const encode = operation.output === undefined ? undefined : encoderOf(operation.output);
  return (output, requestId) => ({
    status,
    headers: { "x-amzn-RequestId": requestId, "Content-Type": contentType },
    body: encode === undefined ? "" : encode(output),
  });
}

/** JSON 1.1 names the error in the body, REST-JSON in a header. */
export function encodeJsonError(
  protocol: JsonProtocol,
  error: WireError & { readonly httpStatus: number },
  declared: ErrorContract | undefined,
  requestId: string,
): ProtocolResponse {
  const type = protocol === "json" ? { __type: error.code } : undefined;
  const header = protocol === "json" ? undefined : { "x-amzn-ErrorType": error.code };
  return {
    status: error.httpStatus,
    headers: { "x-amzn-RequestId": requestId, "Content-Type": contentTypes[protocol], ...header },
    body: JSON.stringify({ ...type, ...errorMembers(error, declared) }),
  };
}

/** A declared error has the members that its shape has, spelt as there; any other error has a message. */
function errorMembers(error: WireError, declared: ErrorContract | undefined): Structure {
  if (declared === undefined) return { message: error.message };
  const members: Record<string, unknown> = {};
  for (const { name, wireName, shape, location } of declared.shape.members) {
    const value = messageNames.has(name) ? error.message : error.details?.[name];
    if (value !== undefined && location === undefined)
      members[wireName] = JSON.parse(encoderOf(shape)(value));
  }
  return members;
}

const encoderOf = compileOnce<[unknown], string>((shape: Shape): Encoder => {
  switch (shape.kind) {
    case "structure":
      return structureEncoder(shape);
    case "list":
      return listEncoder(shape);
    case "map":
      return mapEncoder(shape);
    case "timestamp":
      return shape.format === "iso8601"
        ? (value) => JSON.stringify(formatIso8601(value as Date))
        : (value) => String(formatEpochSeconds(value as Date));
    case "blob":
      return (value) => `"${(value as Uint8Array).toBase64()}"`;
    default:
      return (value) => JSON.stringify(value);
  }
});

function structureEncoder(shape: StructureShape): Encoder {
  const members = shape.members.map((member) => ({
    name: member.name,
    start: `${JSON.stringify(member.wireName)}:`,
    encode: encoderOf(member.shape),
  }));
  return (value) => {
    let json = "";
    for (const { name, start, encode } of members) {
      const member = (value as Structure)[name];
      if (member !== undefined) json += (json === "" ? "" : ",") + start + encode(member);
    }
    return `{${json}}`;
  };
}

function listEncoder(shape: ListShape): Encoder {
  const encode = encoderOf(shape.element);
  return (value) => `[${(value as readonly unknown[]).map(encode).join(",")}]`;
}

function mapEncoder(shape: MapShape): Encoder {
  const encode = encoderOf(shape.value);
  return (value) => {
    const entries = Object.entries(value as Structure).filter(([, entry]) => entry !== undefined);
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${encode(entry)}`).join(",")}}`;
  };
}
