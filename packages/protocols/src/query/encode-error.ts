import { toldMembers } from "../error-members.ts";
import type { ProtocolResponse } from "../request.ts";
import type { ResolvedError } from "../resolved-error.ts";
import { respondXml } from "./encode.ts";
import { valueEncoder } from "./encode-value.ts";
import { escapeXml } from "./xml-text.ts";

/** Source: Smithy, "AWS query protocol", operation error serialization. */
export function encodeQueryError(error: ResolvedError): ProtocolResponse {
  const { code, message, httpStatus, xmlNamespace, requestId } = error;
  const namespace = xmlNamespace === undefined ? "" : ` xmlns="${xmlNamespace}"`;
  const details = toldMembers(error, "details").map(
    ({ member: { wireName, shape }, value }) => `<${wireName}>${valueEncoder(shape)(value)}</${wireName}>`,
  );
  const members = [
    `<Type>${faultOf(httpStatus)}</Type>`,
    `<Code>${escapeXml(code)}</Code>`,
    `<Message>${escapeXml(message)}</Message>`,
    ...details,
  ];
  return respondXml(
    httpStatus,
    requestId,
    `<ErrorResponse${namespace}><Error>${members.join("")}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

/** Whose fault an error is, in the words of the protocol. */
export function faultOf(httpStatus: number): "Sender" | "Receiver" {
  return httpStatus >= 500 ? "Receiver" : "Sender";
}
