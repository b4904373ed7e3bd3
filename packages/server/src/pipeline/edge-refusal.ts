import { type CommonErrorName, commonErrorOnWire } from "@rolecall/contracts";
import type { RefusalReason, Refuse } from "@rolecall/edge";
import { encodeError } from "@rolecall/protocols";

interface RefusalRow {
  readonly error: CommonErrorName;
  readonly message: (refusal: Parameters<Refuse>[0]) => string;
}

const REFUSALS: Readonly<Record<RefusalReason, RefusalRow>> = {
  tooLarge: {
    error: "requestTooLarge",
    message: ({ bodyBytes }) => `The request body is larger than ${bodyBytes} bytes.`,
  },
  tooManyPieces: {
    error: "badRequest",
    message: ({ limits: { bodyPieces, bytesPerPiece } }) =>
      `The request body comes in more than ${bodyPieces} pieces, of less than ${bytesPerPiece} bytes each.`,
  },
  tooSlow: {
    error: "requestTimeout",
    message: ({ limits: { headersMs, bodyMs } }) =>
      `The headers of a request must come within ${headersMs / 1_000} s, its body within ${bodyMs / 1_000} s more.`,
  },
  crowded: {
    error: "serviceUnavailable",
    message: () => "Too many request bodies are being sent at once. Try again.",
  },
  headersTooLarge: {
    error: "headersTooLarge",
    message: ({ limits: { headerBytes } }) =>
      `The request line and headers are larger than ${headerBytes} bytes.`,
  },
  transferCoding: {
    error: "transferCodingNotImplemented",
    message: () => "Of the transfer codings, only chunked is understood.",
  },
  notHttp: { error: "badRequest", message: () => "The request is not valid HTTP." },
  tls: {
    error: "badRequest",
    message: () =>
      "This port speaks plain HTTP, and a TLS handshake came: write http:// in the place of https://.",
  },
  internal: {
    error: "internalFailure",
    message: () => "An internal error occurred. The request id leads to its record in the server's log.",
  },
};

/** Answers for the edge, in the Query protocol: what such a request is for is not known. */
export const refuseAtEdge: Refuse = (refusal) => {
  const { error, message } = REFUSALS[refusal.reason];
  return encodeError(
    { ...commonErrorOnWire(error, "query"), message: message(refusal) },
    { protocol: "query", requestId: refusal.requestId },
  );
};
