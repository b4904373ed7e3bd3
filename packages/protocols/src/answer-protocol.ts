import type { OtherProtocol, ProtocolName } from "@rolecall/contracts";
import type { ProtocolRequest } from "./request.ts";

/** How an answer is written: in the protocol of the request, as the JSON that Query offers, or as other services do. */
export type AnswerProtocol = ProtocolName | OtherProtocol | "query-json";

/** Query alone has two forms, and the request chooses; what another protocol answers stays as it is. */
export function answerProtocol(protocol: AnswerProtocol, request: ProtocolRequest): AnswerProtocol {
  return protocol === "query" && request.headers.accept !== undefined && asksForJson(request.headers.accept)
    ? "query-json"
    : protocol;
}

/** Who takes XML as well gets XML, as everybody does who asks for nothing: it is what the contracts describe. */
function asksForJson(accept: readonly string[]): boolean {
  const types = accept.join(",").toLowerCase().split(",").map(mediaType);
  return types.includes("application/json") && !types.some(takesXml);
}

function mediaType(range: string): string {
  return (range.split(";", 1)[0] ?? "").trim();
}

function takesXml(type: string): boolean {
  return type.endsWith("xml") || type.endsWith("/*");
}
