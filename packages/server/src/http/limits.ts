import { limits } from "@rolecall/protocols";

const MEBIBYTE = 1024 * 1024;

/** What the front allows before anybody has proven who asks. */
export interface EdgeLimits {
  /** Past it, whoever holds most connections loses those that wait longest. */
  readonly connections: number;
  /** Requests on one connection behind the one that is being answered. */
  readonly waitingRequests: number;
  /** Request line and headers together. */
  readonly headerBytes: number;
  readonly bodyBytes: number;
  /** Pieces that a body may come in, however small they are: each costs time of its own. */
  readonly bodyPieces: number;
  /** One more piece is allowed for each so many bytes of a body. */
  readonly bytesPerPiece: number;
  /** Of all requests that are being read, wait, or are being answered. */
  readonly allRequestsBytes: number;
  /** Of all answers that their clients have not taken yet. */
  readonly allAnswersBytes: number;
  /** From the first byte of a request, or from the connection if none came, to the end of its headers. */
  readonly headersMs: number;
  /** From the first byte of a request to its last. */
  readonly requestMs: number;
  /** For a client to take an answer. */
  readonly drainMs: number;
  readonly keepAliveMs: number;
  /** For requests that are under way when the server closes. */
  readonly graceMs: number;
}

export const EDGE_LIMITS: EdgeLimits = {
  connections: 10_000,
  waitingRequests: 128,
  headerBytes: limits.headerBytes,
  bodyBytes: limits.bodyBytes,
  bodyPieces: 256,
  // Less than any network's packets.
  bytesPerPiece: 256,
  allRequestsBytes: 64 * MEBIBYTE,
  allAnswersBytes: 64 * MEBIBYTE,
  headersMs: 10_000,
  requestMs: 30_000,
  drainMs: 30_000,
  // Longer than the idle time of the SDKs' connection pools, so that they close first.
  keepAliveMs: 65_000,
  graceMs: 10_000,
};
