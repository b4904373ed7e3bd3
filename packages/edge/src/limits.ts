const MEBIBYTE = 1024 * 1024;

/** What the edge allows before anybody has proven who asks. */
export interface EdgeLimits {
  /** Past it, whoever holds most connections loses those that wait longest. */
  readonly connections: number;
  /** Requests on one connection behind the one that is being answered. */
  readonly waitingRequests: number;
  /** Request line and headers together. */
  readonly headerBytes: number;
  /** Headers of a request: each costs ten times what a short one takes on the wire. */
  readonly headers: number;
  /** What is held of all requests whose headers have not ended. */
  readonly allHeadsBytes: number;
  /** Pieces that a body may come in, however small they are: each costs time of its own. */
  readonly bodyPieces: number;
  /** One more piece is allowed for each so many bytes of a body. */
  readonly bytesPerPiece: number;
  /** Of a streamed body that its entrance has not taken: no more is read then. */
  readonly streamedBytes: number;
  /** Of all requests that are being read, wait, or are being answered. */
  readonly allRequestsBytes: number;
  /** Of all answers that their clients have not taken yet. */
  readonly allAnswersBytes: number;
  /** From the first byte of a request, or from the connection if none came, to the end of its headers. */
  readonly headersMs: number;
  /** From the headers to the end of a whole body, or to the next piece of a streamed one. */
  readonly bodyMs: number;
  /** For a client to take an answer, or a piece of a streamed one. */
  readonly drainMs: number;
  readonly keepAliveMs: number;
  /** For requests that are under way when the server closes. */
  readonly graceMs: number;
}

export const EDGE_LIMITS: EdgeLimits = {
  connections: 10_000,
  waitingRequests: 128,
  headerBytes: 32_768,
  headers: 256,
  allHeadsBytes: 64 * MEBIBYTE,
  bodyPieces: 256,
  // Less than any network's packets.
  bytesPerPiece: 256,
  streamedBytes: 65_536,
  allRequestsBytes: 64 * MEBIBYTE,
  allAnswersBytes: 64 * MEBIBYTE,
  headersMs: 10_000,
  bodyMs: 20_000,
  drainMs: 30_000,
  // Longer than the idle time of the SDKs' connection pools, so that they close first.
  keepAliveMs: 65_000,
  graceMs: 10_000,
};
