import type { ProtocolName, ServiceContract } from "@rolecall/contracts";
import { translateCommonError } from "./common-errors.ts";
import { encodeJsonError } from "./json/encode.ts";
import { limits } from "./limits.ts";
import { encodeQueryError } from "./query/encode.ts";
import type { ProtocolResponse } from "./request.ts";
import type { WireError } from "./request-error.ts";

export interface ErrorContext {
  readonly protocol: ProtocolName;
  /** Absent where the request led to no service. */
  readonly contract?: ServiceContract | undefined;
  readonly requestId: string;
}

/**
 * Puts an error on the wire. Common errors may be given by their code in the Query protocol ("AccessDenied"): other
 * protocols have other codes and statuses for them. The status is the error's own, else the contract's, else 400.
 * INVARIANT: an answer that refuses is bounded, however long what it repeats of the request is.
 */
export function encodeError(
  error: WireError,
  { protocol, contract, requestId }: ErrorContext,
): ProtocolResponse {
  const known = contract?.errors.has(error.code) ? undefined : translateCommonError(error.code, protocol);
  const code = known?.code ?? error.code;
  const declared = contract?.errors.get(code);
  const httpStatus = known?.httpStatus ?? error.httpStatus ?? declared?.httpStatus ?? 400;
  const resolved = { code, message: boundedMessage(error.message), httpStatus, details: error.details };
  return protocol === "query"
    ? encodeQueryError(resolved, contract?.xmlNamespace, requestId)
    : encodeJsonError(protocol, resolved, declared, requestId);
}

function boundedMessage(message: string): string {
  const { messageLength } = limits;
  if (message.length <= messageLength) return message;
  return `${message.slice(0, messageLength)}... (${message.length} characters)`;
}
