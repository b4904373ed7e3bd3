import { type CommonErrorName, commonErrorOnWire } from "@rolecall/contracts";
import { encodeError, type ProtocolResponse } from "@rolecall/protocols";
import type { EdgeLimits } from "./limits.ts";
import type { BodyProblem } from "./read-body.ts";

/** Why the front itself answers, and no service does. */
export type RefusalReason =
  | Exclude<BodyProblem, "aborted">
  | "headersTooLarge"
  | "transferCoding"
  | "tooSlow"
  | "notHttp"
  | "internal";

interface Refusal {
  readonly error: CommonErrorName;
  readonly message: (limits: EdgeLimits) => string;
}

const REFUSALS: Readonly<Record<RefusalReason, Refusal>> = {
  tooLarge: {
    error: "requestTooLarge",
    message: ({ bodyBytes }) => `The request body is larger than ${bodyBytes} bytes.`,
  },
  tooManyPieces: {
    error: "badRequest",
    message: ({ bodyPieces, bytesPerPiece }) =>
      `The request body comes in more than ${bodyPieces} pieces, of less than ${bytesPerPiece} bytes each.`,
  },
  crowded: {
    error: "serviceUnavailable",
    message: () => "Too many request bodies are being sent at once. Try again.",
  },
  headersTooLarge: {
    error: "headersTooLarge",
    message: ({ headerBytes }) => `The request line and headers are larger than ${headerBytes} bytes.`,
  },
  transferCoding: {
    error: "transferCodingNotImplemented",
    message: () => "Of the transfer codings, only chunked is understood.",
  },
  tooSlow: {
    error: "requestTimeout",
    message: ({ headersMs, requestMs }) =>
      `The headers of a request must come within ${headersMs / 1_000} s, all of it within ${requestMs / 1_000} s.`,
  },
  notHttp: { error: "badRequest", message: () => "The request is not valid HTTP." },
  internal: {
    error: "internalFailure",
    message: () => "An internal error occurred. The request id leads to its record in the server's log.",
  },
};

/** In the Query protocol: what the request is for is not known. */
export function refuse(reason: RefusalReason, requestId: string, limits: EdgeLimits): ProtocolResponse {
  const { error, message } = REFUSALS[reason];
  return encodeError(
    { ...commonErrorOnWire(error, "query"), message: message(limits) },
    { protocol: "query", requestId },
  );
}
