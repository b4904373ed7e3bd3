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
  const header = protocol === "json" ? undefined : { "x-amzn-ErrorType": error.code };
  const type = protocol === "json" ? [`"__type":${JSON.stringify(error.code)}`] : [];
  return {
    status: error.httpStatus,
    headers: { "x-amzn-RequestId": requestId, "Content-Type": contentTypes[protocol], ...header },
    body: `{${[...type, ...errorMembers(error, declared)].join(",")}}`,
  };
}

/** A declared error has the members that its shape has, spelt as there; any other error has a message. */
function errorMembers(error: WireError, declared: ErrorContract | undefined): readonly string[] {
  if (declared === undefined) return [`"message":${JSON.stringify(error.message)}`];
  return declared.shape.members.flatMap(({ name, wireName, shape, location }) => {
    const value = messageNames.has(name) ? error.message : error.details?.[name];
    const isInBody = value !== undefined && location === undefined;
    return isInBody ? [`${JSON.stringify(wireName)}:${encoderOf(shape)(value)}`] : [];
  });
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
