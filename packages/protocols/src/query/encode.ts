/** Output → XML. Source: Smithy, "AWS query protocol", response serialization. */
import type { OperationContract, ServiceContract } from "@rolecall/contracts";
import type { ProtocolResponse } from "../request.ts";
import { valueEncoder } from "./encode-value.ts";

const contentType = "text/xml";

export function queryEncoder(
  contract: ServiceContract,
  operation: OperationContract,
): (output: unknown, requestId: string) => ProtocolResponse {
  const { name, http } = operation;
  const start = `<${name}Response xmlns="${contract.xmlNamespace}">`;
  const end = `</RequestId></ResponseMetadata></${name}Response>`;
  const encode = operation.output === undefined ? undefined : valueEncoder(operation.output);
  return (output, requestId) => {
    const result = encode === undefined ? "" : `<${name}Result>${encode(output)}</${name}Result>`;
    return respondXml(
      http.status,
      requestId,
      `${start}${result}<ResponseMetadata><RequestId>${requestId}${end}`,
    );
  };
}

export function respondXml(status: number, requestId: string, body: string): ProtocolResponse {
  return { status, headers: { "x-amzn-RequestId": requestId, "Content-Type": contentType }, body };
}
