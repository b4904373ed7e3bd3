/** Errors of the services whose XML is like nobody else's. */

import { escapeXml } from "../query/xml-text.ts";
import type { ProtocolResponse } from "../request.ts";
import type { ResolvedError } from "../resolved-error.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** Source: Amazon S3 API Reference, "REST error responses"; Smithy, "AWS restXml protocol", `noErrorWrapping`. */
export function encodeS3Error({ code, message, httpStatus, requestId }: ResolvedError): ProtocolResponse {
  return {
    status: httpStatus,
    headers: { "x-amz-request-id": requestId, "Content-Type": "application/xml" },
    body: `${DECLARATION}<Error>${codeAndMessage(code, message)}<RequestId>${requestId}</RequestId></Error>`,
  };
}

/** Source: Smithy, "AWS EC2 query protocol", operation error serialization. */
export function encodeEc2Error({ code, message, httpStatus, requestId }: ResolvedError): ProtocolResponse {
  const error = `<Error>${codeAndMessage(code, message)}</Error>`;
  return {
    status: httpStatus,
    headers: { "x-amzn-RequestId": requestId, "Content-Type": "text/xml;charset=UTF-8" },
    body: `${DECLARATION}<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`,
  };
}

function codeAndMessage(code: string, message: string): string {
  return `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
}
