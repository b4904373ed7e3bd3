import { toldMembers } from "../error-members.ts";
import type { ProtocolResponse } from "../request.ts";
import type { ResolvedError } from "../resolved-error.ts";
import { contentTypes, type JsonProtocol, valueEncoder } from "./encode.ts";

/** Where each protocol names the error. */
const NAMES_ERROR: Readonly<Record<JsonProtocol, "body" | "header">> = {
  json: "body",
  "rest-json": "header",
};

/**
 * A declared error has the members that its shape has, spelt as there; any other error has a message. So has one whose published shape
 * has no members: CloudTrail's, whose clients read the message as `Message`.
 */
export function encodeJsonError(protocol: JsonProtocol, error: ResolvedError): ProtocolResponse {
  const { code, message, declared, requestId } = error;
  const isInBody = NAMES_ERROR[protocol] === "body";
  const type = isInBody ? [`"__type":${JSON.stringify(code)}`] : [];
  const told = toldMembers(error, "message", "requestId", "details").map(
    ({ member, value }) => `${JSON.stringify(member.wireName)}:${valueEncoder(member.shape)(value)}`,
  );
  const members = declared === undefined ? [`"message":${JSON.stringify(message)}`] : told;
  if (declared?.shape.members.length === 0) members.push(`"Message":${JSON.stringify(message)}`);
  return {
    status: error.httpStatus,
    headers: {
      "x-amzn-RequestId": requestId,
      "Content-Type": contentTypes[protocol],
      ...(!isInBody && { "x-amzn-ErrorType": code }),
    },
    body: `{${[...type, ...members].join(",")}}`,
  };
}
