/** Stands between a node and its database, and cuts, holds back or slows what passes. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Of the Bind message of the prepared statement `commit`: an empty portal's name, and the statement's. */
const COMMIT = Buffer.from("\0commit\0");

interface Pair {
  readonly node: Socket;
  readonly database: Socket;
}

/** What is written arrives in its order, however much later. */
class SlowWriter {
  readonly #to: Socket;
  readonly #waiting: { readonly atMs: number; readonly sent: Buffer }[] = [];

  constructor(to: Socket) {
    this.#to = to;
  }

  write(sent: Buffer, delayMs: number): void {
    if (delayMs === 0 && this.#waiting.length === 0) {
      if (this.#to.writable) this.#to.write(sent);
      return;
    }
    this.#waiting.push({ atMs: performance.now() + delayMs, sent });
    if (this.#waiting.length === 1) this.#wait();
  }

  #wait(): void {
    const next = this.#waiting[0];
    if (next === undefined) return;
    setTimeout(
      () => {
        this.#waiting.shift();
        if (this.#to.writable) this.#to.write(next.sent);
        this.#wait();
      },
      Math.max(0, next.atMs - performance.now()),
    );
  }
}

export class NodeLink {
  readonly #server: Server;
  readonly #targetPort: number;
  readonly #pairs = new Set<Pair>();
  #isCut = false;
  #isFrozen = false;
  #delayMs = 0;
  #cutsNextCommit = false;
  /** COMMITs that were sent on, and whose answers never came back. */
  commitsCut = 0;

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    server.on("connection", (node) => this.#pass(node));
  }

  static async open(targetPort: number): Promise<NodeLink> {
    const server = createServer({ allowHalfOpen: false }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return new NodeLink(server, targetPort);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection, and refuses others for so long. */
  async cut(forMs: number): Promise<void> {
    this.#isCut = true;
    for (const pair of this.#pairs) drop(pair);
    await delay(forMs);
    this.#isCut = false;
  }

  /** Connections stay, new ones are taken, and nothing passes for so long. */
  async freeze(forMs: number): Promise<void> {
    this.#isFrozen = true;
    for (const { node, database } of this.#pairs) for (const socket of [node, database]) socket.pause();
    await delay(forMs);
    this.#isFrozen = false;
    for (const { node, database } of this.#pairs) for (const socket of [node, database]) socket.resume();
  }

  /** Each piece arrives later by so much. */
  async slow(byMs: number, forMs: number): Promise<void> {
    this.#delayMs = byMs;
    await delay(forMs);
    this.#delayMs = 0;
  }

  /** The connection of the next COMMIT ends once the COMMIT has been sent on. */
  cutNextCommit(): void {
    this.#cutsNextCommit = true;
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const pair of this.#pairs) drop(pair);
  }

  #pass(node: Socket): void {
    if (this.#isCut) {
      node.destroy();
      return;
    }
    const database = connect({ host: "127.0.0.1", port: this.#targetPort, noDelay: true });
    node.setNoDelay(true);
    const pair = { node, database };
    this.#pairs.add(pair);
    for (const socket of [node, database]) {
      socket.on("error", () => {});
      socket.on("close", () => {
        drop(pair);
        this.#pairs.delete(pair);
      });
    }
    const [toNode, toDatabase] = [new SlowWriter(node), new SlowWriter(database)];
    node.on("data", (sent: Buffer) => {
      toDatabase.write(sent, this.#delayMs);
      this.#maybeCut(sent, pair);
    });
    database.on("data", (sent: Buffer) => toNode.write(sent, this.#delayMs));
    if (this.#isFrozen) for (const socket of [node, database]) socket.pause();
  }

  #maybeCut(sent: Buffer, pair: Pair): void {
    if (!this.#cutsNextCommit || !sent.includes(COMMIT)) return;
    this.#cutsNextCommit = false;
    this.commitsCut += 1;
    pair.node.destroy();
    // What was written is sent before the end: the database gets the COMMIT.
    pair.database.end();
  }
}

function drop({ node, database }: Pair): void {
  node.destroy();
  database.destroy();
}
