import type { ServiceContract } from "@rolecall/contracts";
import type { AnswerProtocol } from "./answer-protocol.ts";
import { encodeJsonError } from "./json/encode-error.ts";
import { limits } from "./limits.ts";
import { encodeEc2Error, encodeS3Error } from "./other/encode-xml-error.ts";
import { encodeQueryError } from "./query/encode-error.ts";
import { encodeQueryJsonError } from "./query/encode-json.ts";
import type { ProtocolResponse } from "./request.ts";
import type { WireError } from "./request-error.ts";
import type { ResolvedError } from "./resolved-error.ts";

export interface ErrorContext {
  readonly protocol: AnswerProtocol;
  /** Absent where the request led to no service. */
  readonly contract?: ServiceContract | undefined;
  readonly requestId: string;
}

const ENCODERS: Readonly<Record<AnswerProtocol, (error: ResolvedError) => ProtocolResponse>> = {
  query: encodeQueryError,
  "query-json": encodeQueryJsonError,
  json: (error) => encodeJsonError("json", error),
  "rest-json": (error) => encodeJsonError("rest-json", error),
  // CloudFront and Route 53 write errors as Query does. Source: Smithy, "AWS restXml protocol", error responses.
  "rest-xml": encodeQueryError,
  s3: encodeS3Error,
  ec2: encodeEc2Error,
};

/**
 * Puts an error on the wire. The status is the error's own, else the contract's, else 400.
 * INVARIANT: an answer that refuses is bounded, however long what it repeats of the request is.
 */
export function encodeError(
  error: WireError,
  { protocol, contract, requestId }: ErrorContext,
): ProtocolResponse {
  const declared = contract?.errors.get(error.code);
  return ENCODERS[protocol]({
    code: error.code,
    message: boundedMessage(error.message),
    httpStatus: error.httpStatus ?? declared?.httpStatus ?? 400,
    details: error.details,
    declared,
    xmlNamespace: contract?.xmlNamespace,
    requestId,
  });
}

function boundedMessage(message: string): string {
  const { messageLength } = limits;
  if (message.length <= messageLength) return message;
  return `${message.slice(0, messageLength)}... (${message.length} characters)`;
}
