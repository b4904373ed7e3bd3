import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import type { Counts } from "../metrics.ts";
import type { Assignment, Question, WorkerStore } from "./messages.ts";
import type { Pulse } from "./pulse.ts";
import { PlaceHistory, type RestartDelays } from "./restart-delays.ts";
import { type LinkEvents, WorkerLink } from "./worker-link.ts";

export interface CrewParts {
  readonly size: number;
  readonly fork: () => ChildProcess;
  readonly delays: RestartDelays;
  readonly pulse: Pulse;
  readonly attend: (place: number) => Assignment;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
  readonly onCounted: (counts: Counts) => void;
  readonly answer: (what: Question) => Promise<unknown>;
  /** Of a first start that failed. */
  readonly explain: (why: string) => Error;
}

/** Connections that wait where no worker takes any. */
const WAITING_MAX = 1_024;
/** A worker that has not taken another store by then is replaced. */
const REOPEN_MS = 10_000;
/** One that does not answer is left out of what is told. */
const TELL_MS = 1_000;
/** For what the edge lets end in ten seconds, and what is written then. */
const STOP_MS = 15_000;

/** The workers of a program: each place is filled again when who was there has ended. */
export class Crew {
  /** Resolves with why, where a place cannot be filled. */
  readonly broken: Promise<string>;
  restarts = 0;
  readonly #parts: CrewParts;
  readonly #links = new Map<number, WorkerLink>();
  readonly #histories: readonly PlaceHistory[];
  readonly #waiting: Socket[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #storeNow: (() => WorkerStore) | undefined;
  readonly #allServe = Promise.withResolvers<void>();
  readonly #allGone = Promise.withResolvers<void>();
  #break: (why: string) => void = () => {};
  #hasStarted = false;
  #isStopping = false;

  /** Begins the processes, which say that they are not ready until they have a store. */
  constructor(parts: CrewParts) {
    this.#parts = parts;
    this.broken = new Promise((resolve) => {
      this.#break = resolve;
    });
    // Heard of by who opens, or not at all.
    this.#allServe.promise.catch(() => {});
    const places = Array.from({ length: parts.size }, (_, place) => place);
    this.#histories = places.map(() => new PlaceHistory(parts.delays));
    for (const place of places) this.#fill(place);
    const pulse = setInterval(() => this.#takePulses(), parts.pulse.everyMs);
    this.#timers.add(pulse);
  }

  get serving(): readonly WorkerLink[] {
    return [...this.#links.values()].filter(({ isServing }) => isServing);
  }

  /**
   * Resolves when all serve.
   * @param storeNow what who begins then is to open.
   * @throws Error with the last words of one that did not come so far.
   */
  open(storeNow: () => WorkerStore): Promise<void> {
    this.#storeNow = storeNow;
    for (const link of this.#links.values()) link.send({ kind: "open", store: storeNow() });
    return this.#allServe.promise;
  }

  /** Gives a connection to whoever has fewest. */
  hand(socket: Socket): void {
    const [first, ...others] = this.#takers();
    if (first !== undefined) {
      const free = others.reduce(
        (least, each) => (each.connections < least.connections ? each : least),
        first,
      );
      free.hand(socket);
    } else if (this.#isStopping || this.#waiting.length >= WAITING_MAX) socket.destroy();
    else this.#waiting.push(socket);
  }

  /** Resolves with what those tell that answer in time. */
  async tellAll(): Promise<readonly (readonly [place: number, told: unknown])[]> {
    const asked = this.serving.map(async (link) => {
      const told = await within(TELL_MS, link.tell());
      return told === undefined ? [] : [[link.place, told] as const];
    });
    return (await Promise.all(asked)).flat();
  }

  /** Resolves when no worker answers from the store of before. What `assign` answers must be the new one already. */
  async reopenAll(store: WorkerStore): Promise<void> {
    const links = [...this.#links.values()];
    await Promise.all(
      links.map(async (link) => {
        const done = await within(REOPEN_MS, link.reopen(store));
        // Its place is filled again, by one that opens the new store.
        if (done === undefined) link.kill("it had not taken in the new store in time");
      }),
    );
  }

  /** Lets requests end. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const socket of this.#waiting.splice(0)) socket.destroy();
    const links = [...this.#links.values()];
    if (links.length === 0) return;
    for (const link of links) link.send({ kind: "stop" });
    const deadline = setTimeout(() => {
      for (const link of links) link.kill("it did not end in time");
    }, STOP_MS);
    await this.#allGone.promise;
    clearTimeout(deadline);
  }

  /** Who only attends tells a load balancer at least that nothing is ready. */
  #takers(): readonly WorkerLink[] {
    const { serving } = this;
    if (serving.length === 0) return [...this.#links.values()].filter(({ isAttending }) => isAttending);
    const lively = serving.filter(({ missed }) => missed < this.#parts.pulse.passedOverAfter);
    return lively.length > 0 ? lively : serving;
  }

  /** By how often, not by how long: the parent may have been stopped together with them. */
  #takePulses(): void {
    const { everyMs, passedOverAfter, endedAfter } = this.#parts.pulse;
    for (const link of this.serving) {
      if (link.missed >= endedAfter)
        link.kill(`it had given no sign of life for ${(endedAfter * everyMs) / 1_000} s`);
      else {
        link.ping();
        if (link.missed >= passedOverAfter) this.#takeBack(link);
      }
    }
  }

  #takeBack(link: WorkerLink): void {
    for (const socket of link.takeBack()) this.hand(socket);
  }

  #fill(place: number): void {
    const events: LinkEvents = {
      onAttending: () => this.#handWaiting(),
      onServing: (link) => this.#onServing(link),
      onCounted: this.#parts.onCounted,
      answer: this.#parts.answer,
      onGone: (link, why) => this.#onGone(link, why),
    };
    const link = new WorkerLink(this.#parts.fork(), place, events);
    this.#links.set(place, link);
    link.send({ kind: "attend", assignment: this.#parts.attend(place) });
    if (this.#storeNow !== undefined) link.send({ kind: "open", store: this.#storeNow() });
  }

  #handWaiting(): void {
    for (const socket of this.#waiting.splice(0)) this.hand(socket);
  }

  #onServing(link: WorkerLink): void {
    this.#histories[link.place]?.served(this.#parts.clock());
    this.#tellServing();
    if (this.#hasStarted || this.serving.length < this.#parts.size) return;
    this.#hasStarted = true;
    this.#allServe.resolve();
  }

  #onGone(link: WorkerLink, why: string): void {
    const { place, processId } = link;
    this.#links.delete(place);
    this.#takeBack(link);
    if (this.#isStopping) {
      if (this.#links.size === 0) this.#allGone.resolve();
      return;
    }
    this.#tellServing();
    const named = `worker ${place + 1} (process ${processId}) ${why}`;
    if (this.#hasStarted) this.#replace(place, named);
    else this.#allServe.reject(this.#parts.explain(named));
  }

  #replace(place: number, named: string): void {
    const { clock, delays, tell } = this.#parts;
    const delayMs = this.#histories[place]?.ended(clock());
    if (delayMs === undefined) {
      const times = `${delays.attempts} times in a row`;
      this.#break(`worker ${place + 1} could not start ${times}; the last time ${named}`);
      return;
    }
    tell(`${named}; another takes its place${delayMs === 0 ? "" : ` in ${delayMs} ms`}.`);
    this.restarts += 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#fill(place);
    }, delayMs);
    this.#timers.add(timer);
  }

  #tellServing(): void {
    const serving = this.serving.length;
    for (const link of this.serving) link.send({ kind: "crew", serving });
  }
}

/** Undefined where it takes longer, or fails. */
async function within(limitMs: number, asked: Promise<unknown>): Promise<unknown> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), limitMs);
  try {
    return await Promise.race([asked, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
