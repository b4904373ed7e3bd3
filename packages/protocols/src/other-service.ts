import { hiddenProtocol, type OtherProtocol, serviceOfTargetPrefix } from "@rolecall/contracts";
import type { ProtocolRequest } from "./request.ts";
import { OtherServiceError, type RequestError } from "./request-error.ts";

/**
 * What to say of a request that led nowhere, if it is for a service without a contract: by its signature, or, where it has none,
 * by X-Amz-Target.
 * @param isOurs whether a signing name belongs to a contract
 * @param refused what there would be to say otherwise, in the protocol that the request speaks
 */
export function otherService(
  request: ProtocolRequest,
  signing: { readonly name: string | undefined; readonly isOurs: (signingName: string) => boolean },
  refused: RequestError,
): OtherServiceError | undefined {
  const name = signing.name === undefined ? serviceOfTarget(request) : signing.name;
  if (name === undefined || name === "" || signing.isOurs(name)) return undefined;
  return new OtherServiceError(hiddenProtocol(name) ?? spokenProtocol(request, refused), name);
}

function serviceOfTarget(request: ProtocolRequest): string | undefined {
  const target = request.headers["x-amz-target"]?.[0];
  return target && serviceOfTargetPrefix(target.slice(0, target.lastIndexOf(".")));
}

/** A body of JSON at the root is no Query request, whatever the router looked for in it. */
function spokenProtocol(request: ProtocolRequest, refused: RequestError): OtherProtocol {
  const isJson = request.headers["content-type"]?.[0]?.startsWith("application/json") ?? false;
  return isJson && refused.protocol === "query" ? "rest-json" : refused.protocol;
}
