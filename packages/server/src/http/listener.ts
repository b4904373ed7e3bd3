import type { IncomingMessage, ServerResponse } from "node:http";
import { commonError, encodeError, limits, type ProtocolResponse } from "@rolecall/protocols";
import type { EdgeRequest } from "../pipeline/edge-request.ts";
import { createEndOfTurn } from "./end-of-turn.ts";
import { headerValues } from "./header-values.ts";
import { MANAGEMENT_PREFIX, type Management } from "./management.ts";
import { type BodyReader, createBodyReader } from "./read-body.ts";

export interface ListenerParts {
  readonly handle: (request: EdgeRequest) => Promise<ProtocolResponse>;
  readonly management: Management;
  readonly newRequestId: () => string;
  /** Told of what no request should be able to cause. */
  readonly onBug: (error: unknown, requestId: string) => void;
}

/** Bodies of requests that nobody has looked at yet; past it, new ones are turned away. */
const ALL_BODIES_BYTES = 256 * 1024 * 1024;

/** The edge: bytes off the socket become a request, and an answer becomes bytes. */
export function createListener(
  parts: ListenerParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const edge: Edge = {
    ...parts,
    bodies: createBodyReader({ limitBytes: limits.bodyBytes, totalLimitBytes: ALL_BODIES_BYTES }),
    endOfTurn: createEndOfTurn(),
  };
  return (request, response) => {
    const id = parts.newRequestId();
    // INVARIANT: nothing that goes wrong for one request ends the process.
    answer(edge, id, request, response).catch((error: unknown) => {
      parts.onBug(error, id);
      if (response.headersSent) response.destroy();
      else send(response, { ...internalFailure(id), closes: true });
    });
  };
}

/** What is the same for every request. */
interface Edge extends ListenerParts {
  readonly bodies: BodyReader;
  readonly endOfTurn: () => Promise<void>;
}

async function answer(
  edge: Edge,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await edge.bodies.read(request);
  if (body.problem === "aborted") return;
  if (body.problem !== undefined) {
    // What is left of the body is not read, so the connection cannot be used again.
    return send(response, { ...bodyRefusal(body.problem, id), closes: true });
  }
  const [rawPath, rawQuery] = splitTarget(request.url ?? "/");
  const method = request.method ?? "GET";
  if (rawPath.startsWith(MANAGEMENT_PREFIX))
    return send(response, await edge.management.answer(method, rawPath, request.headers.origin));
  const answered = await edge.handle({
    id,
    method,
    rawPath,
    rawQuery,
    headers: headerValues(request),
    body: body.bytes,
    sourceIp: plainAddress(request.socket.remoteAddress),
    isSecureTransport: false,
  });
  await edge.endOfTurn();
  send(response, answered);
}

interface Answer extends ProtocolResponse {
  readonly closes?: boolean;
}

function send(response: ServerResponse, { status, headers, body, closes = false }: Answer): void {
  const length = Buffer.byteLength(body);
  const all = { ...headers, "Content-Length": length, ...(closes && { Connection: "close" }) };
  response.writeHead(status, all);
  // Where every character is one byte, node copies the text without encoding it.
  response.end(body, length === body.length ? "latin1" : "utf8");
}

function bodyRefusal(problem: "tooLarge" | "crowded", requestId: string): ProtocolResponse {
  const error =
    problem === "tooLarge"
      ? {
          ...commonError("requestTooLarge", "query"),
          message: `The request body is larger than ${limits.bodyBytes} bytes.`,
        }
      : {
          ...commonError("serviceUnavailable", "query"),
          message: "Too many request bodies are being sent at once. Try again.",
        };
  return encodeError(error, { protocol: "query", requestId });
}

function internalFailure(requestId: string): ProtocolResponse {
  const message = "An internal error occurred. The request id leads to its record in the server's log.";
  return encodeError(
    { ...commonError("internalFailure", "query"), message },
    { protocol: "query", requestId },
  );
}

function splitTarget(target: string): readonly [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark < 0 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

const MAPPED_PREFIX = "::ffff:";

/** IPv4 without the prefix that a dual-stack socket puts before it. */
function plainAddress(address: string | undefined): string {
  if (address === undefined) return "";
  return address.startsWith(MAPPED_PREFIX) ? address.slice(MAPPED_PREFIX.length) : address;
}
