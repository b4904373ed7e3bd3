/**
 * The JSON that AWS's Query services answer where `Accept` asks for it. No page of AWS describes it. Recorded of STS, Elastic
 * Beanstalk, CloudFormation, SQS and SNS: the names are those of the XML, lists are arrays, times are seconds since 1970.
 */
import type { OperationContract } from "@rolecall/contracts";
import { toldMembers } from "../error-members.ts";
import { epochValueEncoder } from "../json/encode.ts";
import type { ProtocolResponse } from "../request.ts";
import type { ResolvedError } from "../resolved-error.ts";
import { faultOf } from "./encode-error.ts";

export function queryJsonEncoder({
  name,
  http,
  output: shape,
}: OperationContract): (output: unknown, requestId: string) => ProtocolResponse {
  const encode = shape === undefined ? undefined : epochValueEncoder(shape);
  return (output, requestId) => {
    const result = encode === undefined ? "" : `"${name}Result":${encode(output)},`;
    const metadata = `"ResponseMetadata":{"RequestId":"${requestId}"}`;
    return respondJson(http.status, requestId, `{"${name}Response":{${result}${metadata}}}`);
  };
}

export function encodeQueryJsonError(error: ResolvedError): ProtocolResponse {
  const { code, message, httpStatus, requestId } = error;
  const details = toldMembers(error, "details").map(
    ({ member: { wireName, shape }, value }) =>
      `${JSON.stringify(wireName)}:${epochValueEncoder(shape)(value)}`,
  );
  const members = [
    `"Code":${JSON.stringify(code)}`,
    `"Message":${JSON.stringify(message)}`,
    `"Type":"${faultOf(httpStatus)}"`,
    ...details,
  ];
  return respondJson(httpStatus, requestId, `{"Error":{${members.join(",")}},"RequestId":"${requestId}"}`);
}

function respondJson(status: number, requestId: string, body: string): ProtocolResponse {
  return {
    status,
    headers: { "x-amzn-RequestId": requestId, "Content-Type": "application/json" },
    body,
  };
}
