/**
 * Errors that every operation may answer, in the words of each protocol. Sources: "Common Errors" in the IAM, STS and
 * Organizations API references; Smithy, "AWS JSON 1.1 protocol" and "AWS restJson1 protocol".
 */
import type { ProtocolName } from "@rolecall/contracts";

interface CommonError {
  readonly code: string;
  readonly httpStatus: number;
}

export type CommonErrorName =
  | "accessDenied"
  | "badRequest"
  | "internalFailure"
  | "malformedInput"
  | "malformedQueryString"
  | "missingAction"
  | "requestTimeout"
  | "requestTooLarge"
  | "headersTooLarge"
  | "tooManyParameters"
  | "serviceUnavailable"
  | "throttling"
  | "transferCodingNotImplemented"
  | "unknownOperation";

const table: Readonly<Record<CommonErrorName, Readonly<Record<ProtocolName, CommonError>>>> = {
  accessDenied: {
    query: { code: "AccessDenied", httpStatus: 403 },
    json: { code: "AccessDeniedException", httpStatus: 400 },
    "rest-json": { code: "AccessDeniedException", httpStatus: 403 },
  },
  badRequest: everywhere("BadRequest", 400),
  internalFailure: everywhere("InternalFailure", 500),
  malformedInput: {
    query: { code: "MalformedInput", httpStatus: 400 },
    json: { code: "SerializationException", httpStatus: 400 },
    "rest-json": { code: "SerializationException", httpStatus: 400 },
  },
  malformedQueryString: {
    query: { code: "MalformedQueryString", httpStatus: 404 },
    json: { code: "SerializationException", httpStatus: 400 },
    "rest-json": { code: "SerializationException", httpStatus: 400 },
  },
  missingAction: everywhere("MissingAction", 400),
  requestTimeout: everywhere("RequestTimeout", 408),
  requestTooLarge: everywhere("RequestEntityTooLarge", 413),
  headersTooLarge: everywhere("RequestHeaderSectionTooLarge", 431),
  tooManyParameters: everywhere("TooManyParameters", 400),
  serviceUnavailable: {
    query: { code: "ServiceUnavailable", httpStatus: 503 },
    json: { code: "ServiceUnavailableException", httpStatus: 503 },
    "rest-json": { code: "ServiceUnavailableException", httpStatus: 503 },
  },
  throttling: {
    query: { code: "Throttling", httpStatus: 400 },
    json: { code: "ThrottlingException", httpStatus: 400 },
    "rest-json": { code: "ThrottlingException", httpStatus: 429 },
  },
  transferCodingNotImplemented: everywhere("NotImplemented", 501),
  unknownOperation: {
    query: { code: "InvalidAction", httpStatus: 400 },
    json: { code: "UnknownOperationException", httpStatus: 400 },
    "rest-json": { code: "UnknownOperationException", httpStatus: 404 },
  },
};

/** The code and HTTP status of an error that no contract has to declare. */
export function commonError(name: CommonErrorName, protocol: ProtocolName): CommonError {
  return table[name][protocol];
}

const namesByQueryCode: ReadonlyMap<string, CommonErrorName> = new Map(
  (Object.keys(table) as CommonErrorName[]).map((name) => [table[name].query.code, name]),
);

/** The same for an error that is given by its code in the Query protocol, or undefined if there is none. */
export function translateCommonError(queryCode: string, protocol: ProtocolName): CommonError | undefined {
  const name = namesByQueryCode.get(queryCode);
  return name === undefined ? undefined : table[name][protocol];
}

function everywhere(code: string, httpStatus: number): Readonly<Record<ProtocolName, CommonError>> {
  const error = { code, httpStatus };
  return { query: error, json: error, "rest-json": error };
}
