import type { IncomingMessage, ServerResponse } from "node:http";
import { plainAddress, sharingAddress } from "./client-address.ts";
import type { FairShare, Holding } from "./fair-share.ts";
import { stopRequests } from "./parser.ts";
import { requestBytes } from "./request-bytes.ts";

export type Socket = IncomingMessage["socket"];

/** What connections share. */
export interface ConnectionParts {
  readonly waitingRequests: number;
  readonly headerBytes: number;
  /** What all requests may hold together. */
  readonly requests: FairShare;
}

interface Waiting {
  readonly response: ServerResponse;
  /** Says whether its turn came: a connection may end before. */
  readonly resolve: (isFree: boolean) => void;
  readonly holding: Holding;
}

/**
 * A client's connection. Its requests are answered one after the other: node reads as many as there are in one go, but the
 * next is not begun before the client has taken the last answer, and nothing more is read as long as one waits.
 */
export class Connection {
  readonly socket: Socket;
  /** Of the other end. */
  readonly address: string;
  /** Who it is counted for. */
  readonly sharingAddress: string;
  /** When it was opened, in seconds of the server. */
  readonly openedAt: number;
  /** When it was last asked, on the count of all requests; 0 where it never was. */
  askedAt = 0;
  /** What had been read of it when it was last asked. */
  readAtAsk = 0;
  readonly #parts: ConnectionParts;
  #current: ServerResponse | undefined;
  #waiting: Waiting[] = [];
  #isClosing = false;

  constructor(socket: Socket, openedAt: number, parts: ConnectionParts) {
    this.socket = socket;
    this.address = plainAddress(socket.remoteAddress);
    this.sharingAddress = sharingAddress(this.address);
    this.openedAt = openedAt;
    this.#parts = parts;
  }

  /** A request is being answered that came whole, or was refused before it did. */
  get isAnswering(): boolean {
    const current = this.#current;
    if (current === undefined || current.writableFinished) return false;
    return current.req.complete || current.headersSent;
  }

  /** No request is under way, not even one whose body is missing. */
  get isIdle(): boolean {
    return this.#current === undefined || this.#current.writableFinished;
  }

  /** About as much as was read of a request whose headers have not ended; what came of a body behind the last is counted too. */
  get unfinishedHeadBytes(): number {
    return this.isIdle ? Math.min(this.socket.bytesRead - this.readAtAsk, this.#parts.headerBytes) : 0;
  }

  /** False where it may not wait: the connection is dropped then. */
  admits(response: ServerResponse): boolean {
    if (this.isIdle) return true;
    const { requests, waitingRequests } = this.#parts;
    // No client of AWS's sends a request before it has the answer to the last: these lose nothing that others need.
    if (this.#waiting.length < waitingRequests && requests.hasRoom(requestBytes(response.req))) return true;
    this.drop();
    return false;
  }

  /**
   * Undefined where a request can be begun at once. Else a promise of when the client has taken all answers before its own:
   * false where that will never be.
   */
  whenFree(response: ServerResponse): Promise<boolean> | undefined {
    if (this.isIdle) {
      this.#current = response;
      return undefined;
    }
    const { requests } = this.#parts;
    if (this.#waiting.length === 0) this.#current?.once("finish", () => this.#beginNext());
    const holding = requests.hold(this.sharingAddress, () => this.drop());
    // Not now: node reads on behind each request that it has whole.
    response.req.once("end", () => this.#pauseWhileWaiting());
    return new Promise((resolve) => {
      this.#waiting.push({ response, resolve, holding });
      holding.resize(requestBytes(response.req));
    });
  }

  /** Says last words behind what is being answered, and closes. */
  closeWith(text: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.socket.pause();
    this.#forgetWaiting();
    const say = () => sayLast(this.socket, text);
    if (this.isAnswering) this.#current?.once("finish", say);
    else say();
  }

  drop(): void {
    this.#forgetWaiting();
    this.socket.destroy();
    stopRequests(this.socket);
  }

  /** To be told when the socket is closed. */
  onClosed(): void {
    this.#forgetWaiting();
  }

  #pauseWhileWaiting(): void {
    if (this.#waiting.length > 0) this.socket.pause();
  }

  #beginNext(): void {
    // An answer may have been the last.
    if (!this.socket.writable) this.#forgetWaiting();
    const next = this.#waiting.shift();
    if (next === undefined) return;
    next.holding.release();
    this.#current = next.response;
    if (this.#waiting.length === 0) this.socket.resume();
    else next.response.once("finish", () => this.#beginNext());
    next.resolve(true);
  }

  #forgetWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { holding, resolve } of waiting) {
      holding.release();
      resolve(false);
    }
  }
}

/** For a client that does not close when it is told to. */
const LINGER_MS = 2_000;

function sayLast(socket: Socket, text: string): void {
  if (!socket.writable) return void socket.destroy();
  socket.end(text);
  // What still comes is read: closing before would take the answer from a client that is sending.
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
