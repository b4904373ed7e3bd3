import { AccessDenied, AuthenticationError } from "@rolecall/access";
import { type CommonErrorName, commonErrorOnWire, type ProtocolName } from "@rolecall/contracts";
import { CommonError, ServiceError } from "@rolecall/operations";
import { type AnswerProtocol, OtherServiceError, RequestError, type WireError } from "@rolecall/protocols";
import { type Dialect, describeFailure } from "@rolecall/sigv4";
import { StoreError } from "@rolecall/store";
import type { Denied } from "../denials/denials.ts";

/** An error as the client will see it. */
export interface Failure {
  readonly wire: WireError;
  readonly protocol: AnswerProtocol;
  /** True for what no client can cause; it is logged in full, and the client is told nothing of it. */
  readonly isBug: boolean;
  /** The database did not answer: no bug either, and told now and then. */
  readonly isOutage?: boolean;
  /** What the answer carries besides. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** For the log of who runs the installation: what would mend it. */
  readonly remedy?: string | undefined;
}

const DIALECTS: Readonly<Record<ProtocolName, Dialect>> = {
  query: "query",
  json: "json",
  "rest-json": "restJson",
};

/** Requests that led to no service are answered in the Query protocol, as AWS's endpoints for IAM and STS do. */
const FALLBACK_PROTOCOL: ProtocolName = "query";

/** Turns whatever was thrown into what stands on the wire. @param denied what is told where policies denied. */
export function explainFailure(
  error: unknown,
  identified: ProtocolName | undefined,
  denied?: Denied,
): Failure {
  if (error instanceof RequestError) return { wire: error, protocol: error.protocol, isBug: false };
  if (error instanceof OtherServiceError) return explainOtherService(error);
  const protocol = identified ?? FALLBACK_PROTOCOL;
  if (error instanceof AuthenticationError) {
    return { wire: describeFailure(error.failure, DIALECTS[protocol]), protocol, isBug: false };
  }
  if (error instanceof ServiceError) return { wire: error, protocol, isBug: false, remedy: error.remedy };
  const common = (name: CommonErrorName, message: string): WireError => ({
    ...commonErrorOnWire(name, protocol),
    message,
  });
  if (error instanceof CommonError) {
    return { wire: common(error.commonName, error.message), protocol, isBug: false };
  }
  if (error instanceof AccessDenied) {
    const wire = common("accessDenied", denied?.message ?? error.message);
    return { wire, protocol, isBug: false, headers: messageHeader(denied) };
  }
  if (error instanceof StoreError && error.code !== "conflict") {
    const message = error.code === "stale" ? `${error.message}.` : "The service is temporarily unavailable.";
    return { wire: common("serviceUnavailable", message), protocol, isBug: false, isOutage: true };
  }
  const message = "An internal error occurred. The request id leads to its record in the server's log.";
  return { wire: common("internalFailure", message), protocol, isBug: true };
}

/** The name is ours: AWS's services put an encoded message into the error's text, and neither IAM nor STS has one. */
function messageHeader(denied: Denied | undefined): Failure["headers"] {
  if (denied?.encodedMessage === undefined) return undefined;
  return { "x-rolecall-authorization-message": denied.encodedMessage };
}

/** Characters of a service's name that the answer repeats: a client can sign for any. */
const SERVICE_NAME_LENGTH = 64;

/** The code and the words are ours. SDKs do not try again what is answered with 501. */
function explainOtherService({ protocol, signingName }: OtherServiceError): Failure {
  const name = signingName.slice(0, SERVICE_NAME_LENGTH);
  const message = `Rolecall serves identity (IAM and STS) and no other service, and this request is for ${name}. Set AWS_ENDPOINT_URL_IAM and AWS_ENDPOINT_URL_STS instead of AWS_ENDPOINT_URL, so that only identity comes here.`;
  return { wire: { code: "ServiceNotServed", message, httpStatus: 501 }, protocol, isBug: false };
}
