import type { Socket } from "node:net";
import { Calls } from "./calls.ts";
import type { Answered, FromWorker, Question, ToWorker } from "./messages.ts";

type Listener = (message: ToWorker) => void;

/** The parent, as its worker sees it. */
export class ParentLink {
  /** Resolves when it is gone, or was left. */
  readonly gone: Promise<void>;
  readonly #calls = new Calls();
  readonly #waiting: ToWorker[] = [];
  #listener: Listener | undefined;
  #take: ((socket: Socket | undefined) => void) | undefined;
  #sending: Promise<unknown> = Promise.resolve();

  constructor() {
    process.on("message", (message, socket) => {
      // node types whatever can be sent.
      this.#hear(message as ToWorker, socket as Socket | undefined);
    });
    this.gone = new Promise((resolve) => {
      process.once("disconnect", () => {
        this.#calls.abandon();
        resolve();
      });
    });
  }

  get isThere(): boolean {
    return process.connected;
  }

  /** Hands on all that comes, first what came before. */
  listen(listener: Listener): void {
    this.#listener = listener;
    for (const message of this.#waiting.splice(0)) listener(message);
  }

  /** Connections come from now on, whoever listens. */
  attend(take: (socket: Socket | undefined) => void): void {
    this.#take = take;
    this.send({ kind: "attending" });
  }

  /** What comes from now on waits for another listener. */
  pause(): void {
    this.#listener = undefined;
  }

  #hear(message: ToWorker, socket: Socket | undefined): void {
    if (message.kind === "connection") this.#take?.(socket);
    else if (message.kind === "ping") this.send({ kind: "pong" });
    else if (this.#listener === undefined) this.#waiting.push(message);
    else this.#listener(message);
  }

  send(message: FromWorker): void {
    if (!this.isThere) return;
    this.#sending = new Promise((resolve) => void process.send?.(message, undefined, undefined, resolve));
  }

  ask(what: Question): Promise<unknown> {
    if (!this.isThere) return Promise.reject(new Error("The parent has ended."));
    return this.#calls.ask((id) => this.send({ kind: "ask", id, what }));
  }

  settle(id: number, answer: Answered): void {
    this.#calls.settle(id, answer);
  }

  async answer(id: number, work: () => Promise<unknown>): Promise<void> {
    const answer: Answered = await work().then(
      (value) => ({ value: value ?? null }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    this.send({ kind: "answer", id, answer });
  }

  /** Resolves when all that was sent is on its way. */
  async sent(): Promise<void> {
    await this.#sending;
  }
}
