import type { IncomingMessage } from "node:http";
import { sharingAddress } from "./client-address.ts";
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

/** A sender whose connection is a proxy's. */
export class ProxiedSender implements BodySender {
  readonly sharingAddress: string;
  readonly #connection: BodySender;

  constructor(address: string, connection: BodySender) {
    this.sharingAddress = sharingAddress(address);
    this.#connection = connection;
  }

  get isIdle(): boolean {
    return this.#connection.isIdle;
  }

  drop(): void {
    this.#connection.drop();
  }
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
