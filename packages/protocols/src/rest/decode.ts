/** Path, headers, query string and JSON body → input. Source: Smithy, "AWS restJson1 protocol", HTTP bindings. */
import type { Member, OperationContract, ServiceContract, StructureShape } from "@rolecall/contracts";
import { jsonDecoder } from "../json/decode.ts";
import { queryDecoder } from "../query/decode.ts";
import { QueryParameters } from "../query/parameters.ts";
import type { ProtocolRequest } from "../request.ts";
import { malformedInput } from "../request-error.ts";
import { matchPath, parsePathTemplate } from "./path-template.ts";

type Decoder = (request: ProtocolRequest) => Record<string, unknown>;

/** @throws RequestError (SerializationException) from the returned function where a value is not of its kind. */
export function restDecoder(contract: ServiceContract, { input, http }: OperationContract): Decoder {
  const parts: Decoder[] = [];
  const placed = (location: Member["location"]) =>
    input.members.filter((member) => member.location === location);
  const [inBody, inQuery, inHeaders] = [placed(undefined), placed("querystring"), placed("header")];
  if (inBody.length > 0) {
    const decodeBody = jsonDecoder(contract, inBody);
    parts.push((request) => decodeBody(request.body));
  }
  if (inQuery.length > 0) parts.push(queryStringDecoder(contract, { ...input, members: inQuery }));
  if (inHeaders.length > 0) parts.push(headerDecoder(inHeaders));
  const inPath = placed("uri");
  if (inPath.length > 0) parts.push(pathDecoder(contract, http.path, inPath));
  return (request) => Object.assign({}, ...parts.map((decode) => decode(request)));
}

function queryStringDecoder(contract: ServiceContract, input: StructureShape): Decoder {
  const decode = queryDecoder(contract, input);
  return (request) => {
    const parameters = QueryParameters.parse(request.rawQuery, undefined);
    if (typeof parameters === "string") throw malformedInput(contract, "The query string can not be read.");
    return decode(parameters);
  };
}

function headerDecoder(members: readonly Member[]): Decoder {
  for (const { name, shape } of members) {
    if (shape.kind !== "string") throw new Error(`The header ${name} is no string.`);
  }
  return (request) => {
    const structure: Record<string, unknown> = {};
    for (const { name, wireName } of members) {
      const value = request.headers[wireName.toLowerCase()]?.[0];
      if (value !== undefined) structure[name] = value;
    }
    return structure;
  };
}

function pathDecoder(contract: ServiceContract, path: string, members: readonly Member[]): Decoder {
  for (const { name, shape } of members) {
    if (shape.kind !== "string") throw new Error(`The label ${name} is no string.`);
  }
  const template = parsePathTemplate(path.split("?")[0] ?? path);
  return ({ rawPath }) => {
    const labels = matchPath(template, rawPath);
    if (labels === undefined) throw new Error(`${rawPath} was identified as ${path}.`);
    return Object.fromEntries(
      members.map(({ name, wireName }) => [name, decodeLabel(contract, labels.get(wireName) ?? "")]),
    );
  };
}

function decodeLabel(contract: ServiceContract, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformedInput(contract, "The path can not be read.");
  }
}
