import type { Client } from "pg";
import { BatchRunner } from "./batch.ts";
import { connectPatiently, connectPipelined } from "./connect.ts";
import { type DatabaseAddress, parseDatabaseUrl } from "./database-url.ts";
import { explainFailure } from "./explain-failure.ts";
import { Feed } from "./feed.ts";
import { listen, readStreams } from "./feed-statements.ts";
import { Lane } from "./lane.ts";
import { Link, noTraffic } from "./link.ts";
import { LinkPool } from "./link-pool.ts";
import { checkServer, migrate } from "./migrate.ts";
import { Patience } from "./patience.ts";
import { PostgresStore } from "./postgres-store.ts";

export { loadPostgres, type PostgresTarget } from "./bulk/load.ts";

export type { PostgresStore };

import { DEFAULT_STALE_LIMIT_MS, Freshness } from "../../src/freshness.ts";
import { Reader } from "./reader.ts";
import { Watch } from "./watch.ts";

export interface PostgresStoreOptions {
  /** `postgres://USER@HOST:PORT/DATABASE?sslmode=…` */
  readonly url: string;
  /** For a URL without one. */
  readonly password?: string | undefined;
  /** From 0 to 1, excluding 1: tells this node and its transactions from others'. */
  readonly random: () => number;
  /** How often to look for other nodes' changes. Default 100, at most 500. */
  readonly pollMs?: number;
  /** After how long what is asked fails as "unavailable". Default 2000. */
  readonly patienceMs?: number;
  /** How many revisions are kept of each stream; a node further behind is told "all". Default 10,000. */
  readonly revisionsKept?: number;
  /** For how long what is remembered is answered while the database is away. Default an hour. */
  readonly staleLimitMs?: number;
  /** For who runs the program: that the database is away, and that it is back. */
  readonly tell?: (message: string) => void;
}

/** What a node opens at most, besides the one that looks for changes: 10. */
/**
 * Works go side by side within a lane, and none is in another's way. Two lanes of one process lock pages of the same indexes, and
 * begin anew for each other: they were slower than one.
 */
const LANES = 1;
const SHARED_READERS = 4;
const OWN_READERS = 4;

/**
 * A database that any number of nodes share.
 * @throws StoreError "unavailable", naming what is wrong, where it cannot be opened, is another program's or of a newer version
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { pollMs = 100, patienceMs = 2_000, revisionsKept = 10_000, tell = () => {} } = options;
  const { staleLimitMs = DEFAULT_STALE_LIMIT_MS } = options;
  if (!(pollMs >= 1 && pollMs <= 500)) throw new RangeError(`pollMs must be from 1 to 500, not ${pollMs}`);
  if (!(revisionsKept >= 1)) throw new RangeError(`revisionsKept must be at least 1, not ${revisionsKept}`);
  const address = parseDatabaseUrl(options.url, options.password);
  try {
    const { streams, known } = await setUp(address);
    return assemble(
      { ...options, pollMs, patienceMs, revisionsKept, staleLimitMs, tell },
      { address, streams, known },
    );
  } catch (error) {
    throw explainFailure(address, error);
  }
}

interface Prepared {
  readonly address: DatabaseAddress;
  /** A lane each. */
  readonly streams: readonly number[];
  readonly known: ReadonlyMap<number, number>;
}

async function setUp(address: DatabaseAddress): Promise<Omit<Prepared, "address">> {
  const client = await connectPatiently(address);
  try {
    await checkServer(client);
    const streams = await migrate(client, LANES);
    const { rows } = await client.query<{ stream: number; seq: number }>(readStreams.sql);
    return { streams, known: new Map(rows.map(({ stream, seq }) => [stream, seq])) };
  } finally {
    await client.end();
  }
}

function assemble(options: Required<Omit<PostgresStoreOptions, "url" | "password">>, prepared: Prepared) {
  const { random, revisionsKept, pollMs, patienceMs, staleLimitMs, tell } = options;
  const { address, streams, known } = prepared;
  const nodeId = String(random()).slice(2);
  const patience = new Patience();
  const traffic = noTraffic();
  const open = () => new Link(() => connectPipelined(address), traffic);
  const feedLink = new Link(() => connectListening(address, onHint), noTraffic());
  const freshness = new Freshness({ staleLimitMs });
  const feed = new Feed({ link: feedLink, freshness, known, revisionsKept, nodeId });
  function onHint(from: string | undefined): void {
    if (from !== nodeId) void watch.lookAnew();
  }
  const laneLinks = streams.map(open);
  const shared = Array.from({ length: SHARED_READERS }, open);
  const own = Array.from({ length: OWN_READERS }, open);
  const newToken = () => Math.floor(random() * Number.MAX_SAFE_INTEGER);
  const lanes = laneLinks.map((link, lane) => {
    const stream = streams[lane]!;
    const runner = new BatchRunner({ link, feed, patience, stream, revisionsKept, newToken });
    return new Lane(runner, random, traffic);
  });
  const onAway = () => {
    for (const link of [...shared, ...own]) link.drop();
  };
  const watch = new Watch({ link: feedLink, feed, freshness, tell, onAway });
  const refresh = () => freshness.refresh(() => watch.look(), patienceMs);
  const reader = new Reader({ feed, freshness, refresh, patience, shared, own: new LinkPool(own) });
  const links = [feedLink, ...laneLinks, ...shared, ...own];
  return new PostgresStore({ feed, freshness, watch, reader, lanes, links, traffic, pollMs, patienceMs });
}

/** Hints that are lost cost nothing but time, and so does an engine that has none. */
async function connectListening(
  address: DatabaseAddress,
  onHint: (from: string | undefined) => void,
): Promise<Client> {
  const client = await connectPipelined(address);
  client.on("notification", ({ payload }) => onHint(payload));
  await client.query(listen.sql).catch(() => {});
  return client;
}
