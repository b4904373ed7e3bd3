/** A TCP proxy that cuts and freezes what goes through it. */
import { connect, createServer, type Socket } from "node:net";

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
  isMute: boolean;
}

/** Passes everything on, until it is told to cut or to hold back what comes. */
export class TestProxy {
  readonly url: string;
  readonly #server: ReturnType<typeof createServer>;
  readonly #pairs = new Set<Pair>();
  #refuses = false;
  /** Called with what a client sends: true cuts its connection behind it. */
  cutsAfter: (sent: Buffer) => boolean = () => false;
  /** How late what it was cut behind arrives at the server. */
  lateMs = 0;
  /** Nothing arrives, and nobody hears that it does not. */
  isSilent = false;

  private constructor(server: ReturnType<typeof createServer>, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async open(target: string): Promise<TestProxy> {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const proxy = new TestProxy(server, Object.assign(new URL(target), { port: String(port) }).href);
    server.on("connection", (client) => proxy.#pass(client, Number(new URL(target).port)));
    return proxy;
  }

  /** While true, what is connected is cut, and what connects is. */
  set refuses(refuses: boolean) {
    this.#refuses = refuses;
    if (refuses) this.cutAll();
  }

  /** What connects is cut meanwhile; what is connected stays. */
  refusesNewFor(durationMs: number): void {
    this.#refuses = true;
    setTimeout(() => {
      this.#refuses = false;
    }, durationMs);
  }

  cutAll(): void {
    for (const { client, upstream } of this.#pairs) {
      client.destroy();
      upstream.destroy();
    }
  }

  /** What is connected now gets no answer any more; what connects later does. */
  muteAll(): void {
    for (const pair of this.#pairs) pair.isMute = true;
  }

  close(): void {
    this.#server.close();
    this.cutAll();
  }

  #pass(client: Socket, port: number): void {
    if (this.#refuses) {
      client.destroy();
      return;
    }
    const upstream = connect(port, "127.0.0.1");
    const pair: Pair = { client, upstream, isMute: false };
    this.#pairs.add(pair);
    const cut = () => {
      client.destroy();
      upstream.destroy();
      this.#pairs.delete(pair);
    };
    for (const socket of [client, upstream]) socket.setNoDelay(true).on("error", cut).on("close", cut);
    client.on("data", (sent: Buffer) => {
      if (this.isSilent || pair.isMute) return;
      if (!this.cutsAfter(sent)) {
        upstream.write(sent);
        return;
      }
      // The client hears no answer; the server has the whole of it, now or later.
      client.off("close", cut).destroy();
      setTimeout(() => upstream.write(sent), this.lateMs);
      setTimeout(cut, this.lateMs + 50);
    });
    upstream.on("data", (answer: Buffer) => {
      if (!this.isSilent && !pair.isMute && !client.destroyed) client.write(answer);
    });
  }
}
