import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { Calls } from "./calls.ts";
import type { Answered, FromWorker, Question, ToWorker } from "./messages.ts";

/** What a worker's link tells of it. */
export interface LinkEvents {
  /** It takes connections now. */
  onAttending(link: WorkerLink): void;
  onServing(link: WorkerLink): void;
  onCounted(counted: Extract<FromWorker, { kind: "counted" }>["counts"]): void;
  answer(what: Question): Promise<unknown>;
  /** @param why its last words, or how it ended. */
  onGone(link: WorkerLink, why: string): void;
}

/** A worker, as its parent sees it. */
export class WorkerLink {
  readonly place: number;
  readonly processId: number;
  isAttending = false;
  isServing = false;
  isGone = false;
  /** How often in a row it was asked for a sign of life and gave none. */
  missed = 0;
  readonly #child: ChildProcess;
  readonly #events: LinkEvents;
  readonly #calls = new Calls();
  /** Connections that wait to be handed; one is on its way at a time, so that few are lost with a worker. */
  readonly #waiting: Socket[] = [];
  /** On its way. Kept open here until it has arrived: node forgets what a process did not take before it ended. */
  #handed: Socket | undefined;
  #open = 0;
  #lastWords: string | undefined;

  constructor(child: ChildProcess, place: number, events: LinkEvents) {
    this.#child = child;
    this.place = place;
    this.processId = child.pid ?? 0;
    this.#events = events;
    child.on("message", (message) => this.#hear(message as FromWorker));
    // A process that cannot be begun ends by this alone, another by "exit" whatever else it tells.
    child.on("error", (error) => {
      if (child.pid === undefined) this.#end(error.message);
    });
    child.on("exit", (code, signal) => {
      const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
      this.#end(this.#lastWords === undefined ? how : `${how}: ${this.#lastWords}`);
    });
  }

  /** Connections that it has, and those that it is to have. */
  get connections(): number {
    return this.#open + this.#waiting.length;
  }

  send(message: ToWorker): void {
    // One that is gone is told nothing, and its end is heard of.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  tell(): Promise<unknown> {
    return this.#ask((id) => ({ kind: "tell", id }));
  }

  reopen(store: Extract<ToWorker, { kind: "reopen" }>["store"]): Promise<unknown> {
    return this.#ask((id) => ({ kind: "reopen", id, store }));
  }

  /** Asks for a sign of life. */
  ping(): void {
    this.missed += 1;
    this.send({ kind: "ping" });
  }

  hand(socket: Socket): void {
    this.#waiting.push(socket);
    this.#handNext();
  }

  /** What has not been handed yet: it is for another now. */
  takeBack(): readonly Socket[] {
    return this.#waiting.splice(0);
  }

  /** @param why in the place of its last words. */
  kill(why: string): void {
    this.#lastWords = why;
    this.#child.kill("SIGKILL");
  }

  #ask(message: (id: number) => ToWorker): Promise<unknown> {
    if (this.isGone) return Promise.reject(new Error("The worker has ended."));
    return this.#calls.ask((id) => this.send(message(id)));
  }

  #handNext(): void {
    if (this.#handed !== undefined || !this.#child.connected) return;
    const socket = this.#waiting.shift();
    if (socket === undefined) return;
    this.#handed = socket;
    this.#open += 1;
    const message: ToWorker = { kind: "connection" };
    this.#child.send(message, socket, { keepOpen: true }, () => {});
  }

  /** Closes the connection here alone, or for good where nobody took it. */
  #letGo(): void {
    this.#handed?.destroy();
    this.#handed = undefined;
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "attending":
        this.isAttending = true;
        this.#events.onAttending(this);
        break;
      case "pong":
        this.missed = 0;
        break;
      case "serving":
        this.isServing = true;
        this.#events.onServing(this);
        break;
      case "failed":
        this.#lastWords = message.why;
        break;
      case "took":
        this.#letGo();
        this.#handNext();
        break;
      case "closed":
        this.#open -= message.connections;
        break;
      case "counted":
        this.#events.onCounted(message.counts);
        break;
      case "answer":
        this.#calls.settle(message.id, message.answer);
        break;
      case "ask":
        void this.#answer(message.id, message.what);
        break;
    }
  }

  async #answer(id: number, what: Question): Promise<void> {
    const answer: Answered = await this.#events.answer(what).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    this.send({ kind: "answer", id, answer });
  }

  #end(why: string): void {
    if (this.isGone) return;
    this.isGone = true;
    this.isAttending = false;
    this.isServing = false;
    this.#calls.abandon();
    this.#letGo();
    this.#events.onGone(this, why);
  }
}
