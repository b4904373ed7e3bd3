/** The load: a process of its own that keeps connections busy with bytes made beforehand, and does little else. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Load, LoadResult } from "./generator.ts";
import { isWhole } from "./whole-answer.ts";

process.on("message", (load: Load) => {
  void send(load).then((result) => process.send?.(result));
});

async function send(load: Load): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: load.connections }, () => open(load.port)));
  const progress = new Progress(load);
  const startMs = performance.now();
  await Promise.all(sockets.map((socket) => keepBusy(socket, progress)));
  const durationMs = performance.now() - startMs;
  for (const socket of sockets) socket.destroy();
  return { durationMs, latenciesMs: progress.latenciesMs, firstFailure: progress.firstFailure };
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await once(socket, "connect");
  return socket;
}

/** What is left to send, and how long each took. */
class Progress {
  readonly expected: string;
  readonly latenciesMs: Float64Array;
  firstFailure: string | undefined;
  readonly #requests: readonly Uint8Array[];
  #sent = 0;
  #answered = 0;

  constructor({ requests, count, status = 200 }: Load) {
    this.expected = `HTTP/1.1 ${status}`;
    this.#requests = requests;
    this.latenciesMs = new Float64Array(count);
  }

  /** Undefined when enough were sent. */
  next(): Uint8Array | undefined {
    if (this.#sent >= this.latenciesMs.length) return undefined;
    return this.#requests[this.#sent++ % this.#requests.length];
  }

  answered(tookMs: number): void {
    this.latenciesMs[this.#answered++] = tookMs;
  }
}

/** One request after another; each answer must be whole, and of the status that is expected. */
function keepBusy(socket: Socket, progress: Progress): Promise<void> {
  return new Promise((resolve, reject) => {
    let answer = "";
    let sentAtMs = 0;
    const sendNext = () => {
      const request = progress.next();
      if (request === undefined) return resolve();
      answer = "";
      sentAtMs = performance.now();
      socket.write(request);
    };
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (!isWhole(answer)) return;
      progress.answered(performance.now() - sentAtMs);
      if (!answer.startsWith(progress.expected)) progress.firstFailure ??= answer;
      sendNext();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed a connection.")));
    sendNext();
  });
}
