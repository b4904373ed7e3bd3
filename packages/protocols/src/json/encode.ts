/** Output → JSON. Source: Smithy, "AWS JSON 1.1 protocol" and "AWS restJson1 protocol", document bodies. */
import type {
  Member,
  OperationContract,
  ProtocolName,
  Shape,
  StructureShape,
  TimestampShape,
} from "@rolecall/contracts";
import { compileOnce } from "../compile-once.ts";
import type { ProtocolResponse } from "../request.ts";
import { formatEpochSeconds, formatIso8601 } from "../timestamp.ts";

export type JsonProtocol = Exclude<ProtocolName, "query">;

export const contentTypes: Readonly<Record<JsonProtocol, string>> = {
  json: "application/x-amz-json-1.1",
  "rest-json": "application/json",
};

type Encoder = (value: unknown) => string;

type Structure = Readonly<Record<string, unknown>>;

export function jsonEncoder(
  protocol: JsonProtocol,
  operation: OperationContract,
): (output: unknown, requestId: string) => ProtocolResponse {
  const { status } = operation.http;
  const contentType = contentTypes[protocol];
  const encode = operation.output === undefined ? undefined : valueEncoder(operation.output);
  return (output, requestId) => ({
    status,
    headers: { "x-amzn-RequestId": requestId, "Content-Type": contentType },
    body: encode === undefined ? "" : encode(output),
  });
}

type TimeFormat = TimestampShape["format"];

/** How values spell what their contract names. */
interface Spelling {
  readonly nameOf: (member: Member) => string;
  readonly formatOf: (shape: TimestampShape) => TimeFormat;
}

const onWire = ({ wireName }: Member) => wireName;

/** Gives the JSON of a value of a shape. */
export const valueEncoder = compileValues({ nameOf: onWire, formatOf: ({ format }) => format });

/** The same, with every time in seconds. */
export const epochValueEncoder = compileValues({ nameOf: onWire, formatOf: () => "epochSeconds" });

/** The same by the contract's own names, with every time as RFC 3339. */
export const nameEncoder = compileValues({ nameOf: ({ name }) => name, formatOf: () => "iso8601" });

function compileValues({ nameOf, formatOf }: Spelling): (shape: Shape) => Encoder {
  const encoderOf: (shape: Shape) => Encoder = compileOnce<[unknown], string>((shape: Shape): Encoder => {
    switch (shape.kind) {
      case "structure":
        return structureEncoder(shape, encoderOf, nameOf);
      case "list":
        return listEncoder(encoderOf(shape.element));
      case "map":
        return mapEncoder(encoderOf(shape.value));
      case "timestamp":
        return formatOf(shape) === "iso8601"
          ? (value) => JSON.stringify(formatIso8601(value as Date))
          : (value) => String(formatEpochSeconds(value as Date));
      case "blob":
        return (value) => `"${(value as Uint8Array).toBase64()}"`;
      default:
        return (value) => JSON.stringify(value);
    }
  });
  return encoderOf;
}

function structureEncoder(
  shape: StructureShape,
  encoderOf: (shape: Shape) => Encoder,
  nameOf: Spelling["nameOf"],
): Encoder {
  const members = shape.members.map((member) => ({
    name: member.name,
    start: `${JSON.stringify(nameOf(member))}:`,
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

function listEncoder(encode: Encoder): Encoder {
  return (value) => `[${(value as readonly unknown[]).map(encode).join(",")}]`;
}

function mapEncoder(encode: Encoder): Encoder {
  return (value) => {
    const entries = Object.entries(value as Structure).filter(([, entry]) => entry !== undefined);
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${encode(entry)}`).join(",")}}`;
  };
}
