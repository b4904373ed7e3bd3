/** One connection, opened when it is first used and again after it was lost. */
import type { Client, QueryConfig, QueryResult } from "pg";
import { outcomeOf } from "./outcome.ts";
import { DatabaseError, isReadOnly } from "./postgres-error.ts";

/** A statement with a name, under which it is prepared once a connection. */
export interface NamedStatement {
  readonly name: string;
  readonly sql: string;
  /** Each row as an array of what stands in its columns, and not as an object. */
  readonly rowMode?: "array";
}

/** What went over the wire; a round trip is what is sent together and waited for. */
export interface Traffic {
  statements: number;
  roundTrips: number;
  /** That write. */
  transactions: number;
  /** Those of them that something was in the way of, and that were begun anew. */
  begunAnew: number;
}

export function noTraffic(): Traffic {
  return { statements: 0, roundTrips: 0, transactions: 0, begunAnew: 0 };
}

/** How long a server may take to end a connection. */
const LEAVE_MS = 500;

export type Connect = () => Promise<Client>;

/** What @types/pg does not tell of a client: its socket, which holds back what is written until it is told to send. */
interface WithSocket {
  readonly connection: { readonly stream: { cork(): void; uncork(): void; destroy(): void } };
}

export class Link {
  readonly #connect: Connect;
  readonly #traffic: Traffic;
  #opening: Promise<Client> | undefined;
  #client: Client | undefined;
  #isCorked = false;
  #isClosed = false;
  #drops = 0;

  constructor(connect: Connect, traffic: Traffic) {
    this.#connect = connect;
    this.#traffic = traffic;
  }

  /** @throws what opening throws; the next call tries again */
  open(): Promise<Client> {
    if (this.#isClosed) return Promise.reject(new DatabaseError(new Error("the store has been closed")));
    this.#opening ??= this.#open();
    return this.#opening;
  }

  get isOpen(): boolean {
    return this.#client !== undefined;
  }

  async #open(): Promise<Client> {
    const drops = this.#drops;
    try {
      const client = await this.#connect();
      if (this.#drops !== drops) {
        socketOf(client).destroy();
        throw new Error("the connection was given up");
      }
      const forget = () => {
        if (this.#client === client) this.#client = this.#opening = undefined;
      };
      client.on("error", forget);
      client.on("end", forget);
      this.#client = client;
      return client;
    } catch (error) {
      if (this.#drops === drops) this.#opening = undefined;
      throw new DatabaseError(error);
    }
  }

  /** Waits for nothing: what was sent fails, and whoever opens it next has a new one. */
  drop(): void {
    const client = this.#client;
    this.#drops += 1;
    this.#client = this.#opening = undefined;
    if (client !== undefined) socketOf(client).destroy();
  }

  /**
   * Sends a statement with what else is sent in this turn. Open the link first; on one that is lost meanwhile it fails.
   * INVARIANT: a failure that nobody looks at does not end the process: whoever sends looks at the whole.
   */
  query(statement: NamedStatement, values: readonly unknown[] = []): Promise<QueryResult> {
    const client = this.#client;
    if (client === undefined) return refused();
    this.#cork(client);
    this.#traffic.statements += 1;
    const { name, sql, rowMode } = statement;
    const asked = client.query({ name, text: sql, values: values as unknown[], rowMode } as QueryConfig);
    const answer = asked.catch((error: unknown) => {
      const failure = new DatabaseError(error);
      if (isReadOnly(failure) && this.#client === client) this.drop();
      throw failure;
    });
    answer.catch(ignore);
    return answer;
  }

  /** For good. A server that does not take leave is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#opening?.catch(ignore);
    this.#client = this.#opening = undefined;
    if (client === undefined) return;
    if ((await outcomeOf(client.end(), LEAVE_MS)) !== undefined) socketOf(client).destroy();
  }

  /** What is asked for in one turn leaves in one packet. */
  #cork(client: Client): void {
    if (this.#isCorked) return;
    const stream = socketOf(client);
    this.#isCorked = true;
    this.#traffic.roundTrips += 1;
    stream.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      stream.uncork();
    });
  }
}

function socketOf(client: Client): WithSocket["connection"]["stream"] {
  return (client as unknown as WithSocket).connection.stream;
}

function refused(): Promise<never> {
  const answer = Promise.reject(new DatabaseError(new Error("the connection was lost")));
  answer.catch(ignore);
  return answer;
}

function ignore(): void {}
