import type { IncomingMessage, ServerResponse } from "node:http";
import type { ProtocolResponse } from "@rolecall/protocols";
import type { EdgeRequest } from "../pipeline/edge-request.ts";
import { plainAddress } from "./client-address.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { createEndOfTurn } from "./end-of-turn.ts";
import type { FairShare } from "./fair-share.ts";
import { headerValues } from "./header-values.ts";
import type { EdgeLimits } from "./limits.ts";
import { MANAGEMENT_PREFIX, type Management } from "./management.ts";
import { createBodyReader, type ReadBody } from "./read-body.ts";
import { refuse } from "./refusal.ts";
import { splitTarget } from "./target.ts";
import type { UndrainedAnswers } from "./undrained-answers.ts";

export interface ListenerParts {
  readonly handle: (request: EdgeRequest) => Promise<ProtocolResponse>;
  readonly management: Management;
  readonly newRequestId: () => string;
  /** Told of what no request should be able to cause. */
  readonly onBug: (error: unknown, requestId: string) => void;
}

/** What the listener shares with the server that it belongs to. */
export interface Books {
  readonly limits: EdgeLimits;
  readonly connections: Connections;
  /** What all requests hold together. */
  readonly requests: FairShare;
  readonly undrained: UndrainedAnswers;
}

/** The edge: bytes off the socket become a request, and an answer becomes bytes. */
export function createListener(
  parts: ListenerParts,
  { limits, connections, requests, undrained }: Books,
): (request: IncomingMessage, response: ServerResponse) => void {
  const readBody = createBodyReader(limits, requests);
  const endOfTurn = createEndOfTurn();

  async function answer({ id, connection, request, response, reading }: Exchange): Promise<void> {
    const body = await reading.body;
    if (body.problem === "aborted") return;
    // What is left of the body is not read, so the connection cannot be used again.
    if (body.problem !== undefined)
      return send(response, { ...refuse(body.problem, id, limits), closes: true });
    if (!isReadable(request))
      return send(response, { ...refuse("transferCoding", id, limits), closes: true });
    const { rawPath, rawQuery, authority } = splitTarget(request.url ?? "/");
    const method = request.method ?? "GET";
    const host = authority ?? request.headers.host;
    if (rawPath.startsWith(MANAGEMENT_PREFIX)) {
      const { origin } = request.headers;
      return send(response, await parts.management.answer({ method, path: rawPath, origin, host }));
    }
    const headers = headerValues(request);
    const answered = await parts.handle({
      id,
      method,
      rawPath,
      rawQuery,
      headers: authority === undefined ? headers : { ...headers, host: [authority] },
      body: body.bytes,
      sourceIp: plainAddress(request.socket.remoteAddress),
      isSecureTransport: false,
    });
    await endOfTurn();
    send(response, answered);
    undrained.watch(connection, response);
  }

  return (request, response) => {
    const connection = connections.of(request.socket);
    if (connection === undefined) return void response.destroy();
    const id = parts.newRequestId();
    const reading = readBody(request, connection);
    connection.whenFree(response, () => {
      // INVARIANT: nothing that goes wrong for one request ends the process.
      answer({ id, connection, request, response, reading })
        .catch((error: unknown) => {
          parts.onBug(error, id);
          if (response.headersSent) response.destroy();
          else send(response, { ...refuse("internal", id, limits), closes: true });
        })
        .finally(() => reading.release());
    });
  };
}

interface Exchange {
  readonly id: string;
  readonly connection: Connection;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly reading: ReadBody;
}

/**
 * Of the transfer codings only chunked is understood. Node takes whatever ends with it for chunked, and its content for what
 * it is not. Source: RFC 9112, section 6.1.
 */
function isReadable({ headers }: IncomingMessage): boolean {
  const coding = headers["transfer-encoding"];
  return coding === undefined || coding.toLowerCase() === "chunked";
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
