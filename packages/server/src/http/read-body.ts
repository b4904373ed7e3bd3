import type { IncomingMessage } from "node:http";
import type { FairShare, Holding } from "./fair-share.ts";
import { GrowingBytes } from "./growing-bytes.ts";
import { requestBytes } from "./request-bytes.ts";

export type BodyProblem =
  | "tooLarge"
  | "tooManyPieces"
  /** Strangers hold too much together, and the address that this one came from holds most. */
  | "crowded"
  | "aborted";

export type Body =
  | { readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly problem: BodyProblem };

/** A body on its way. */
export interface ReadBody {
  /** The body whole, or why there is none. Never rejects. */
  readonly body: Promise<Body>;
  /** To be called when the request is answered: until then its bytes are counted. */
  release(): void;
}

/** Who sends it. */
export interface BodySender {
  readonly sharingAddress: string;
  /** Nothing of this sender is under way: the request will be worked on as soon as it is whole. */
  readonly isIdle: boolean;
  /** Gives up a whole body that waits. */
  drop(): void;
}

export interface BodyLimits {
  readonly bodyBytes: number;
  readonly bodyPieces: number;
  readonly bytesPerPiece: number;
}

/** @param share what all requests may hold together: nobody has proven yet who sends them. */
export function createBodyReader(
  limits: BodyLimits,
  share: FairShare,
): (request: IncomingMessage, sender: BodySender) => ReadBody {
  let begun: Reading[] = [];
  /** Most requests are whole by the end of the turn in which they begin, and need not be entered into the books. */
  const enterUnfinished = () => {
    const readings = begun;
    begun = [];
    for (const reading of readings) reading.enter();
  };
  return (request, sender) => {
    const reading = new Reading({ limits, share, sender, request });
    if (begun.length === 0) setImmediate(enterUnfinished);
    begun.push(reading);
    request.on("data", (piece: Uint8Array) => reading.take(piece));
    request.on("end", () => reading.finish());
    request.on("error", () => reading.fail("aborted"));
    request.on("close", () => reading.fail("aborted"));
    return reading;
  };
}

interface ReadingParts {
  readonly limits: BodyLimits;
  readonly share: FairShare;
  readonly sender: BodySender;
  readonly request: IncomingMessage;
}

/** What comes after it is settled is thrown away as it comes: a stream that nobody reads would keep it, piece by piece. */
class Reading implements ReadBody {
  readonly body: Promise<Body>;
  readonly #parts: ReadingParts;
  readonly #waits: boolean;
  /** NaN where the length is not told beforehand. */
  readonly #declaredBytes: number;
  #settle!: (body: Body) => void;
  /** Absent once it is settled. */
  #growing: GrowingBytes | undefined;
  #pieces = 0;
  #requestBytes: number | undefined;
  #holding: Holding | undefined;
  #pinnedBytes = 0;

  constructor(parts: ReadingParts) {
    const { limits, sender, request } = parts;
    this.#parts = parts;
    this.#waits = !sender.isIdle;
    this.#declaredBytes = Number(request.headers["content-length"] ?? Number.NaN);
    this.#growing = new GrowingBytes(this.#declaredBytes || limits.bodyBytes);
    this.body = new Promise((resolve) => {
      this.#settle = resolve;
    });
    if (this.#declaredBytes > limits.bodyBytes) this.fail("tooLarge");
  }

  take(piece: Uint8Array): void {
    const growing = this.#growing;
    if (growing === undefined) return;
    const { limits } = this.#parts;
    this.#pieces += 1;
    if (growing.size + piece.length > limits.bodyBytes) this.fail("tooLarge");
    else if (this.#pieces > limits.bodyPieces + growing.size / limits.bytesPerPiece)
      this.fail("tooManyPieces");
    else {
      const { capacity } = growing;
      growing.append(piece);
      if (growing.size !== this.#declaredBytes && growing.capacity !== capacity) this.enter();
    }
  }

  /** Counts what is held now, in the books of those that may lose it. */
  enter(): void {
    if (this.#growing === undefined) return;
    const { share, sender, request } = this.#parts;
    this.#holding ??= share.hold(sender.sharingAddress, () => this.#drop());
    this.#requestBytes ??= requestBytes(request);
    this.#holding.resize(this.#requestBytes + this.#growing.capacity);
  }

  finish(): void {
    const growing = this.#growing;
    if (growing === undefined) return;
    if (this.#waits) this.enter();
    else if (!this.#pin(growing.size)) this.fail("crowded");
    // Neither was it dropped.
    if (this.#growing === undefined) return;
    this.#growing = undefined;
    this.#settle({ bytes: growing.bytes() });
  }

  fail(problem: BodyProblem): void {
    if (this.#growing === undefined) return;
    this.#growing = undefined;
    this.#holding?.release();
    this.#settle({ problem });
  }

  release(): void {
    this.#holding?.release();
    this.#parts.share.unpin(this.#pinnedBytes);
    this.#pinnedBytes = 0;
  }

  /** What is worked on cannot be given up. */
  #pin(bytes: number): boolean {
    this.#holding?.release();
    const hasRoom = this.#parts.share.pin(bytes);
    if (hasRoom) this.#pinnedBytes = bytes;
    return hasRoom;
  }

  #drop(): void {
    if (this.#growing === undefined) this.#parts.sender.drop();
    else this.fail("crowded");
  }
}
