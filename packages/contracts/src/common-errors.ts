/**
 * Errors that every operation may answer, in the words of each protocol. Sources: "Common Errors" in the IAM, STS and
 * Organizations API references; Smithy, "AWS JSON 1.1 protocol" and "AWS restJson1 protocol".
 */
import type { ProtocolName } from "./vocabulary.ts";

/** How an error stands on the wire of a protocol. */
export interface CommonErrorOnWire {
  readonly code: string;
  readonly httpStatus: number;
}

export type CommonErrorName =
  | "accessDenied"
  | "badRequest"
  | "internalFailure"
  | "invalidParameterValue"
  | "malformedInput"
  | "malformedQueryString"
  | "missingAction"
  | "requestTimeout"
  | "notImplemented"
  | "requestTooLarge"
  | "headersTooLarge"
  | "tooManyParameters"
  | "serviceUnavailable"
  | "throttling"
  | "transferCodingNotImplemented"
  | "unknownOperation"
  | "validationError";

const table: Readonly<Record<CommonErrorName, Readonly<Record<ProtocolName, CommonErrorOnWire>>>> = {
  accessDenied: {
    query: { code: "AccessDenied", httpStatus: 403 },
    json: { code: "AccessDeniedException", httpStatus: 400 },
    "rest-json": { code: "AccessDeniedException", httpStatus: 403 },
  },
  badRequest: everywhere("BadRequest", 400),
  internalFailure: everywhere("InternalFailure", 500),
  invalidParameterValue: {
    query: { code: "InvalidParameterValue", httpStatus: 400 },
    json: { code: "InvalidParameterValueException", httpStatus: 400 },
    "rest-json": { code: "InvalidParameterValueException", httpStatus: 400 },
  },
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
  // AWS has the operation and Rolecall does not yet. SDKs do not try again what is answered with 501.
  notImplemented: everywhere("NotImplemented", 501),
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
  // An input that the contract's constraints let through, but the service does not.
  validationError: {
    query: { code: "ValidationError", httpStatus: 400 },
    json: { code: "ValidationException", httpStatus: 400 },
    "rest-json": { code: "ValidationException", httpStatus: 400 },
  },
};

/** The code and HTTP status of an error that no contract has to declare. */
export function commonErrorOnWire(name: CommonErrorName, protocol: ProtocolName): CommonErrorOnWire {
  return table[name][protocol];
}

function everywhere(code: string, httpStatus: number): Readonly<Record<ProtocolName, CommonErrorOnWire>> {
  const error = { code, httpStatus };
  return { query: error, json: error, "rest-json": error };
}
