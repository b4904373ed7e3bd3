import type { IncomingMessage } from "node:http";
import type { FairShare } from "./fair-share.ts";
import type { EdgeLimits } from "./limits.ts";

/** Who sends a body. */
export interface BodySender {
  /** Who it is counted for. */
  readonly sharingAddress: string;
  /** Nothing of this sender is under way: the request will be worked on as soon as it is whole. */
  readonly isIdle: boolean;
  /** Gives up a request that waits. */
  drop(): void;
}

/** What a body is read with. */
export interface BodyParts {
  readonly request: IncomingMessage;
  readonly sender: BodySender;
  /** What all requests may hold together: nobody has proven yet who sends them. */
  readonly share: FairShare;
  readonly limits: BodyLimits;
  /** Of this body at most. */
  readonly bodyBytes: number;
}

export type BodyLimits = Pick<EdgeLimits, "bodyPieces" | "bytesPerPiece" | "streamedBytes" | "bodyMs">;

/** NaN where the length is not told beforehand. */
export function declaredBytes({ headers }: IncomingMessage): number {
  return Number(headers["content-length"] ?? Number.NaN);
}
