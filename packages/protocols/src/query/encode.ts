/** Output → XML. Source: Smithy, "AWS query protocol", response serialization. */
import type {
  ListShape,
  MapShape,
  OperationContract,
  ServiceContract,
  Shape,
  StructureShape,
} from "@rolecall/contracts";
import { compileOnce } from "../compile-once.ts";
import type { ProtocolResponse } from "../request.ts";
import { formatIso8601 } from "../timestamp.ts";
import { escapeXml } from "./xml-text.ts";

const contentType = "text/xml";

/** Gives what stands between the value's tags. */
type Encoder = (value: unknown) => string;

type Structure = Readonly<Record<string, unknown>>;

export function queryEncoder(
  contract: ServiceContract,
  operation: OperationContract,
): (output: unknown, requestId: string) => ProtocolResponse {
  const { name, http } = operation;
  const start = `<${name}Response xmlns="${contract.xmlNamespace}">`;
  const end = `</RequestId></ResponseMetadata></${name}Response>`;
  const encode = operation.output === undefined ? undefined : valueEncoder(operation.output);
  return (output, requestId) => {
    const result = encode === undefined ? "" : `<${name}Result>${encode(output)}</${name}Result>`;
    return respondXml(
      http.status,
      requestId,
      `${start}${result}<ResponseMetadata><RequestId>${requestId}${end}`,
    );
  };
}

export function respondXml(status: number, requestId: string, body: string): ProtocolResponse {
  return { status, headers: { "x-amzn-RequestId": requestId, "Content-Type": contentType }, body };
}

/** Gives what stands between the tags of a value of a shape. */
export const valueEncoder = compileOnce<[unknown], string>((shape: Shape): Encoder => {
  switch (shape.kind) {
    case "structure":
      return structureEncoder(shape);
    case "list":
      return listEncoder(shape);
    case "map":
      return mapEncoder(shape);
    case "string":
      return (value) => escapeXml(value as string);
    case "timestamp":
      return (value) => formatIso8601(value as Date);
    case "blob":
      return (value) => (value as Uint8Array).toBase64();
    case "document":
      throw new Error("The Query protocol has no free JSON.");
    default:
      return (value) => String(value);
  }
});

function structureEncoder(shape: StructureShape): Encoder {
  const members = shape.members.map((member) => ({
    name: member.name,
    open: `<${member.wireName}>`,
    close: `</${member.wireName}>`,
    encode: valueEncoder(member.shape),
  }));
  return (value) => {
    let xml = "";
    for (const member of members) {
      const child = (value as Structure)[member.name];
      if (child !== undefined) xml += member.open + member.encode(child) + member.close;
    }
    return xml;
  };
}

function listEncoder(shape: ListShape): Encoder {
  const encode = valueEncoder(shape.element);
  return (value) => {
    let xml = "";
    for (const element of value as readonly unknown[]) xml += `<member>${encode(element)}</member>`;
    return xml;
  };
}

function mapEncoder(shape: MapShape): Encoder {
  const encode = valueEncoder(shape.value);
  return (value) => {
    let xml = "";
    for (const [key, entry] of Object.entries(value as Structure)) {
      if (entry === undefined) continue;
      xml += `<entry><key>${escapeXml(key)}</key><value>${encode(entry)}</value></entry>`;
    }
    return xml;
  };
}
