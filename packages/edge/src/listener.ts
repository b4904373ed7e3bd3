import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import { BodyError, type BodyProblem } from "./body-error.ts";
import type { BodyReader } from "./body-reader.ts";
import { type BodyParts, type BodySender, ProxiedSender } from "./body-sender.ts";
import type { Connection } from "./connection.ts";
import type { Connections } from "./connections.ts";
import { Crowd } from "./crowd.ts";
import { createEndOfTurn } from "./end-of-turn.ts";
import type { Entrance, StreamedEntrance, WholeEntrance } from "./entrance.ts";
import type { FairShare } from "./fair-share.ts";
import type { EdgeLimits } from "./limits.ts";
import { hasKnownCoding, type OpenRequest, readHead } from "./read-head.ts";
import type { RefusalReason, Refuse } from "./refusal.ts";
import type { RequestHead } from "./request.ts";
import { sendPieces } from "./send-pieces.ts";
import { sendWhole } from "./send-whole.ts";
import type { ReadSender } from "./sender.ts";
import { TakingTurns } from "./taking-turns.ts";
import type { UndrainedAnswers } from "./undrained-answers.ts";
import { LARGE_BODY_BYTES } from "./whole-body.ts";

export interface ListenerParts {
  /** Who answers a request. */
  readonly entranceOf: (head: RequestHead) => Entrance;
  /** How requests are answered that no entrance can answer. */
  readonly refuse: Refuse;
  readonly newRequestId: () => string;
  /** Absent: whoever opened the connection sent the request, in clear. */
  readonly readSender?: ReadSender | undefined;
  /** Told of what no request should be able to cause. */
  readonly onBug: (error: unknown, requestId: string) => void;
}

/** What the listener shares with the server that it belongs to. */
export interface Books {
  readonly limits: EdgeLimits;
  readonly connections: Connections;
  readonly bodies: BodyReader;
  /** What all requests hold together. */
  readonly requests: FairShare;
  readonly undrained: UndrainedAnswers;
}

/** One request and its answer. */
interface Exchange {
  readonly connection: Connection;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly id: string;
}

/** What is the same for every request. */
interface Edge extends ListenerParts, Books {
  readonly endOfTurn: (bytes: number) => Promise<void> | undefined;
  /** Of requests with a large body: reading one can take milliseconds. */
  readonly turns: TakingTurns;
  readonly crowd: Crowd;
}

/** Bytes off the socket become a request, and an answer becomes bytes. */
export function createListener(
  parts: ListenerParts,
  books: Books,
): (request: IncomingMessage, response: ServerResponse) => void {
  const own = { endOfTurn: createEndOfTurn(), turns: new TakingTurns(), crowd: new Crowd() };
  const edge: Edge = { ...parts, ...books, ...own };
  return (request, response) => {
    const connection = edge.connections.of(request.socket);
    if (connection === undefined || !connection.admits(response)) return void response.destroy();
    const exchange = { connection, request, response, id: edge.newRequestId() };
    const fail = (error: unknown) => {
      edge.onBug(error, exchange.id);
      if (response.headersSent) response.destroy();
      else refuse(edge, exchange, { reason: "internal", bodyBytes: 0 });
    };
    // INVARIANT: nothing that goes wrong for one request ends the process.
    try {
      serve(edge, exchange).catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

interface Serving<Kind extends Entrance> {
  readonly head: OpenRequest;
  readonly entrance: Kind;
  readonly body: BodyParts;
}

function serve(edge: Edge, exchange: Exchange): Promise<void> {
  const { connection, request } = exchange;
  const head = readHead(exchange, edge.readSender);
  const entrance = edge.entranceOf(head);
  const { requests: share, limits } = edge;
  const body = { request, sender: senderOf(head, connection), share, limits, bodyBytes: entrance.bodyBytes };
  return entrance.takes === "whole"
    ? serveWhole(edge, exchange, { head, entrance, body })
    : serveStream(edge, exchange, { head, entrance, body });
}

/** Who is behind a proxy is counted apart from all others that are. */
function senderOf({ sourceIp }: RequestHead, connection: Connection): BodySender {
  return sourceIp === connection.address ? connection : new ProxiedSender(sourceIp, connection);
}

async function serveWhole(
  edge: Edge,
  exchange: Exchange,
  { head, entrance, body }: Serving<WholeEntrance>,
): Promise<void> {
  const { bodyBytes } = entrance;
  const reading = edge.bodies.whole(body);
  try {
    const waiting = exchange.connection.whenFree(exchange.response);
    if (waiting !== undefined && !(await waiting)) return;
    const read = await reading.body;
    if (read.problem !== undefined)
      return await refuseBody(edge, exchange, { problem: read.problem, bodyBytes });
    if (!hasKnownCoding(exchange.request))
      return refuse(edge, exchange, { reason: "transferCoding", bodyBytes });
    if (read.bytes.length > LARGE_BODY_BYTES) await edge.turns.next(body.sender.sharingAddress);
    head.body = read.bytes;
    const answer = await entrance.answer(head);
    const turn = edge.endOfTurn(wholeLength(answer));
    if (turn !== undefined) await turn;
    const sent = send(edge, exchange, { answer, closes: false });
    if (sent !== undefined) await sent;
  } finally {
    reading.release();
  }
}

async function serveStream(
  edge: Edge,
  exchange: Exchange,
  { head, entrance, body }: Serving<StreamedEntrance>,
): Promise<void> {
  const { bodyBytes } = entrance;
  const stream = edge.bodies.stream(body);
  try {
    const waiting = exchange.connection.whenFree(exchange.response);
    if (waiting !== undefined && !(await waiting)) return;
    if (!hasKnownCoding(exchange.request))
      return refuse(edge, exchange, { reason: "transferCoding", bodyBytes });
    const answer = await entrance.answer({ ...head, body: stream });
    // What is left of the body is not read, so the connection cannot be used again.
    await send(edge, exchange, { answer, closes: !exchange.request.complete });
  } catch (error) {
    if (!(error instanceof BodyError) || exchange.response.headersSent) throw error;
    await refuseBody(edge, exchange, { problem: error.problem, bodyBytes });
  } finally {
    stream.release();
  }
}

/** About as many bytes as are there of an answer already. */
function wholeLength({ body }: Answer): number {
  return typeof body === "string" || body instanceof Uint8Array ? body.length : 0;
}

function send(
  { undrained }: Edge,
  { connection, response }: Exchange,
  { answer, closes }: { readonly answer: Answer; readonly closes: boolean },
): Promise<void> | undefined {
  const { body } = answer;
  if (typeof body !== "string" && !(body instanceof Uint8Array))
    return sendPieces(response, { ...answer, body }, { connection, undrained, closes });
  sendWhole(response, { ...answer, body }, closes);
  undrained.watch(connection, response);
  return undefined;
}

async function refuseBody(
  edge: Edge,
  exchange: Exchange,
  { problem, bodyBytes }: { readonly problem: BodyProblem; readonly bodyBytes: number },
): Promise<void> {
  const { request, response } = exchange;
  // Nobody is there to be told.
  if (problem === "aborted") return void response.destroy();
  if (problem === "crowded") {
    request.socket.pause();
    if (!(await edge.crowd.wait())) return void response.destroy();
    // What still comes is read: closing before would take the answer from a client that is sending.
    request.socket.resume();
  }
  refuse(edge, exchange, { reason: problem, bodyBytes });
}

function refuse(
  edge: Edge,
  { response, id }: Exchange,
  { reason, bodyBytes }: { readonly reason: RefusalReason; readonly bodyBytes: number },
): void {
  sendWhole(response, edge.refuse({ reason, requestId: id, limits: edge.limits, bodyBytes }), true);
}
