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

type ByProtocol<Value> = Readonly<Record<ProtocolName, Value>>;

/** What both JSON protocols say of a body that is not what it should be. */
const SERIALIZATION: CommonErrorOnWire = { code: "SerializationException", httpStatus: 400 };
const NOT_JSON = { json: SERIALIZATION, "rest-json": SERIALIZATION };

const table: Readonly<Record<CommonErrorName, ByProtocol<CommonErrorOnWire>>> = {
  accessDenied: asException("AccessDenied", { query: 403, json: 400, "rest-json": 403 }),
  badRequest: everywhere("BadRequest", 400),
  internalFailure: everywhere("InternalFailure", 500),
  invalidParameterValue: asException("InvalidParameterValue", { query: 400, json: 400, "rest-json": 400 }),
  malformedInput: { query: { code: "MalformedInput", httpStatus: 400 }, ...NOT_JSON },
  malformedQueryString: { query: { code: "MalformedQueryString", httpStatus: 404 }, ...NOT_JSON },
  missingAction: everywhere("MissingAction", 400),
  requestTimeout: everywhere("RequestTimeout", 408),
  // AWS has the operation and Rolecall does not yet. SDKs do not try again what is answered with 501.
  notImplemented: everywhere("NotImplemented", 501),
  requestTooLarge: everywhere("RequestEntityTooLarge", 413),
  headersTooLarge: everywhere("RequestHeaderSectionTooLarge", 431),
  tooManyParameters: everywhere("TooManyParameters", 400),
  serviceUnavailable: asException("ServiceUnavailable", { query: 503, json: 503, "rest-json": 503 }),
  throttling: asException("Throttling", { query: 400, json: 400, "rest-json": 429 }),
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

/** All of them, for pages that tell them. */
export const commonErrorNames = Object.keys(table) as readonly CommonErrorName[];

/** The code and HTTP status of an error that no contract has to declare. */
export function commonErrorOnWire(name: CommonErrorName, protocol: ProtocolName): CommonErrorOnWire {
  return table[name][protocol];
}

const STATUSES_BY_CODE: ReadonlyMap<string, number> = new Map(
  Object.values(table).flatMap((row) =>
    Object.values(row).map(({ code }) => [code, row["rest-json"].httpStatus] as const),
  ),
);

/** What HTTP itself says of an error that every operation may answer, by its code in any protocol: JSON 1.1 answers a denial with 400. */
export function commonErrorStatus(code: string): number | undefined {
  return STATUSES_BY_CODE.get(code);
}

/** Query says the code alone, JSON adds "Exception" to it. */
function asException(code: string, httpStatus: ByProtocol<number>): ByProtocol<CommonErrorOnWire> {
  const named = `${code}Exception`;
  return {
    query: { code, httpStatus: httpStatus.query },
    json: { code: named, httpStatus: httpStatus.json },
    "rest-json": { code: named, httpStatus: httpStatus["rest-json"] },
  };
}

function everywhere(code: string, httpStatus: number): ByProtocol<CommonErrorOnWire> {
  const error = { code, httpStatus };
  return { query: error, json: error, "rest-json": error };
}
