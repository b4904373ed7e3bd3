/** A connection that asks one signed request after another. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { SigningCredentials } from "@rolecall/sigv4";
import { signedPost } from "../http/signed-request.ts";
import { isWhole } from "../http/whole-answer.ts";

export interface Asked {
  readonly service: "iam" | "sts";
  readonly form: Readonly<Record<string, string>>;
  readonly credentials: SigningCredentials;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  /** On the clock of performance.now(). */
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
}

export class Connection {
  readonly #socket: Socket;
  readonly #host: string;
  #take: ((text: string) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    let text = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += chunk;
      if (!isWhole(text)) return;
      const whole = text;
      text = "";
      this.#take?.(whole);
    });
    socket.on("error", (error) => this.#fail?.(error));
    socket.on("close", () => this.#fail?.(new Error("the server closed a connection")));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    await once(socket, "connect");
    return new Connection(socket, `127.0.0.1:${port}`);
  }

  async ask({ service, form, credentials }: Asked): Promise<Answered> {
    const request = signedPost(form, { service, credentials, host: this.#host, nowMs: Date.now() });
    const sentAtMs = performance.now();
    const text = await new Promise<string>((resolve, reject) => {
      this.#take = resolve;
      this.#fail = reject;
      this.#socket.write(request);
    });
    return { status: Number(text.slice(9, 12)), text, sentAtMs, answeredAtMs: performance.now() };
  }

  /** @throws Error with the answer where it is no success */
  async do(asked: Asked): Promise<Answered> {
    const answered = await this.ask(asked);
    if (answered.status !== 200) throw new Error(`Not a success: ${answered.text}`);
    return answered;
  }

  close(): void {
    this.#fail = undefined;
    this.#socket.destroy();
  }
}
