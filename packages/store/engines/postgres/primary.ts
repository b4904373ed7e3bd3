/** The server that writes, among the hosts that were named: found, and found again where another has become it. */
import type { Client } from "pg";
import { connectPatiently, connectServer, IDENTITY, type Server } from "./connect.ts";
import type { DatabaseAddress } from "./database-url.ts";
import { explainFailures } from "./explain-failure.ts";
import { readStreams } from "./feed-statements.ts";

/** All hosts together are tried in less than the second in which it is found out whether one is there. */
const ALL_HOSTS_MS = 900;
/** A single one has the whole patience of callers. */
const ONE_HOST_MS = 2_000;

export type Streams = ReadonlyMap<number, number>;

interface PrimaryParts {
  readonly addresses: readonly DatabaseAddress[];
  /** Its start, as the streams that are known were read. */
  readonly startedAt: string;
  /** Another server, or the same after a start: what it holds counts, and of what is known some may be gone. */
  readonly onAnother: (streams: Streams, beganMs: number) => void;
}

export class Primary {
  readonly #addresses: readonly DatabaseAddress[];
  readonly #onAnother: (streams: Streams, beganMs: number) => void;
  #startedAt: string;
  /** Where it was last. */
  #place = 0;

  constructor({ addresses, startedAt, onAnother }: PrimaryParts) {
    this.#addresses = addresses;
    this.#startedAt = startedAt;
    this.#onAnother = onAnother;
  }

  /**
   * A connection to it. The server that is known as the primary answers reads also where it was told to write no more.
   * INVARIANT: what is known was read from the server that the newest connection leads to: a server that was promoted may lack what
   * the one before it had committed, and may number what it commits the same.
   * @throws what went wrong with the first host
   */
  async connect(use: "read" | "write"): Promise<Client> {
    const failures: unknown[] = [];
    const count = this.#addresses.length;
    const withinMs = count === 1 ? ONE_HOST_MS : ALL_HOSTS_MS / count;
    for (let nth = 0; nth < count; nth++) {
      const place = (this.#place + nth) % count;
      try {
        const { client, server } = await connectServer(this.#addresses[place]!, withinMs);
        await this.#meet(client, server, use);
        this.#place = place;
        return client;
      } catch (error) {
        failures.push(error);
      }
    }
    throw failures[0];
  }

  async #meet(client: Client, { readsOnly, startedAt }: Server, use: "read" | "write"): Promise<void> {
    try {
      const isKnown = startedAt === this.#startedAt;
      if (readsOnly && !(isKnown && use === "read")) throw new Error("the server only reads");
      if (isKnown) return;
      const beganMs = performance.now();
      const streams = await streamsOf(client);
      // Another connection may have met it meanwhile.
      if (startedAt === this.#startedAt) return;
      this.#startedAt = startedAt;
      this.#onAnother(streams, beganMs);
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
  }
}

/**
 * The first of the hosts that will do, for setting up.
 * @param check what it has to be
 * @throws StoreError "unavailable" that says of each host why it will not
 */
export async function findPrimary(
  addresses: readonly DatabaseAddress[],
  check: (client: Client) => Promise<void>,
): Promise<{ readonly client: Client; readonly address: DatabaseAddress }> {
  const failures: unknown[] = [];
  for (const address of addresses) {
    try {
      const client = await connectPatiently(address);
      try {
        await check(client);
        return { client, address };
      } catch (error) {
        await client.end();
        throw error;
      }
    } catch (error) {
      failures.push(error);
    }
  }
  throw explainFailures(addresses, failures);
}

/** What a start knows of the server that it began with. */
export interface FirstPrimary {
  readonly startedAt: string;
  readonly known: Streams;
  readonly copyId: string | undefined;
}

export async function readPrimary(client: Client): Promise<FirstPrimary> {
  const { rows } = await client.query<Server>(IDENTITY);
  const copyId = await copyIdOf(client);
  return { startedAt: rows[0]!.startedAt, known: await streamsOf(client), copyId };
}

/** What copies of a database have in common and no other has. Undefined where an engine does not tell. */
export async function copyIdOf(client: Client): Promise<string | undefined> {
  const asked = client.query<{ id: string }>(
    "select cast(system_identifier as text) || '/' || current_database() as id from pg_control_system()",
  );
  return (await asked.catch(() => undefined))?.rows[0]?.id;
}

async function streamsOf(client: Client): Promise<Streams> {
  const { rows } = await client.query<{ stream: number; seq: number }>(readStreams.sql);
  return new Map(rows.map(({ stream, seq }) => [stream, seq]));
}
