import type { Client } from "pg";
import { BatchRunner } from "./batch.ts";
import { type DatabaseAddress, parseDatabaseHosts } from "./database-url.ts";
import { explainFailure } from "./explain-failure.ts";
import { Feed } from "./feed.ts";
import { listen } from "./feed-statements.ts";
import { Lane } from "./lane.ts";
import { Link, noTraffic } from "./link.ts";
import { LinkPool } from "./link-pool.ts";
import { checkServer, migrate } from "./migrate.ts";
import { openReplica } from "./open-replica.ts";
import { Patience } from "./patience.ts";
import { PostgresStore } from "./postgres-store.ts";

export { loadPostgres, type PostgresTarget } from "./bulk/load.ts";
export { openPostgresSnapshot } from "./bulk/snapshot.ts";

export type { PostgresStore };

import { DEFAULT_STALE_LIMIT_MS, Freshness } from "../../src/freshness.ts";
import { type FirstPrimary, findPrimary, Primary, readPrimary, type Streams } from "./primary.ts";
import { Reader } from "./reader.ts";
import type { Replica } from "./replica.ts";
import { Watch } from "./watch.ts";

export interface PostgresStoreOptions {
  /** `postgres://USER@HOST:PORT/DATABASE?sslmode=…`; of several hosts (`HOST:PORT,HOST:PORT`) the one that writes is taken. */
  readonly url: string;
  /** A server that follows the primary, and answers reads. */
  readonly readUrl?: string | undefined;
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

/**
 * A node opens ten connections at most: one that writes, eight that read, and one that looks for changes. Works go side by side within the
 * lane that writes, and none is in another's way; two lanes lock pages of the same indexes, and begin anew for each other.
 */
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
  const addresses = parseDatabaseHosts(options.url, options.password);
  const { readUrl, password } = options;
  const readAddresses = readUrl === undefined ? undefined : parseDatabaseHosts(readUrl, password);
  const prepared = await setUp(addresses);
  const complete = { ...options, pollMs, patienceMs, revisionsKept, staleLimitMs, tell };
  const { store, replica } = assemble(complete, { addresses, readAddresses, ...prepared });
  // From the first read on it is known whether there is somebody to ask while the primary is away.
  await replica?.look();
  return store;
}

interface Prepared extends FirstPrimary {
  readonly addresses: readonly DatabaseAddress[];
  readonly readAddresses: readonly DatabaseAddress[] | undefined;
  /** Which the lane numbers its changes by. */
  readonly stream: number;
}

async function setUp(
  addresses: readonly DatabaseAddress[],
): Promise<FirstPrimary & Pick<Prepared, "stream">> {
  const { client, address } = await findPrimary(addresses, checkServer);
  try {
    const [stream] = await migrate(client, 1);
    return { stream: stream!, ...(await readPrimary(client)) };
  } catch (error) {
    throw explainFailure(address, error);
  } finally {
    await client.end();
  }
}

type Complete = Required<Omit<PostgresStoreOptions, "url" | "readUrl" | "password">>;

function assemble(
  options: Complete,
  prepared: Prepared,
): { readonly store: PostgresStore; readonly replica: Replica | undefined } {
  const { random, revisionsKept, pollMs, patienceMs, staleLimitMs, tell } = options;
  const { addresses, readAddresses, stream, startedAt, known, copyId } = prepared;
  const nodeId = String(random()).slice(2);
  const patience = new Patience();
  const traffic = noTraffic();
  const freshness = new Freshness({ staleLimitMs });
  const onAnother = (held: Streams, beganMs: number) => {
    tell("the database is another server, or was started anew: all that is remembered is forgotten");
    feed.restart(held, beganMs);
    for (const link of links) if (link.isOpen) link.drop();
  };
  const primary = new Primary({ addresses, startedAt, onAnother });
  const open = (use: "read" | "write") => new Link(() => primary.connect(use), traffic);
  const feedLink = new Link(() => connectListening(primary, onHint), noTraffic());
  const feed = new Feed({ link: feedLink, freshness, known, revisionsKept, nodeId });
  function onHint(from: string | undefined): void {
    if (from !== nodeId) void watch.lookAnew();
  }
  const laneLink = open("write");
  const readers = {
    shared: Array.from({ length: SHARED_READERS }, () => open("read")),
    own: Array.from({ length: OWN_READERS }, () => open("read")),
  };
  const links = [feedLink, laneLink, ...readers.shared, ...readers.own];
  const newToken = () => Math.floor(random() * Number.MAX_SAFE_INTEGER);
  const runner = new BatchRunner({ link: laneLink, feed, patience, stream, revisionsKept, newToken });
  const lane = new Lane(runner, random, traffic);
  const follower =
    readAddresses &&
    openReplica({ addresses: readAddresses, copyId, traffic, feed, freshness, patience, tell });
  const replica = follower?.replica;
  const onAway = () => {
    for (const link of [...readers.shared, ...readers.own]) link.drop();
  };
  const goesOn = replica === undefined ? "what is in memory is answered" : "reads go on from the replica";
  const watch = new Watch({ link: feedLink, feed, freshness, tell, goesOn, onAway });
  const refresh = () => freshness.refresh(() => Promise.all([watch.look(), replica?.look()]), patienceMs);
  const reader = new Reader({
    feed,
    freshness,
    refresh,
    patience,
    replica,
    shared: readers.shared,
    own: new LinkPool(readers.own),
  });
  const store = new PostgresStore({
    feed,
    freshness,
    watch,
    refresh,
    replica,
    reader,
    lane,
    traffic,
    pollMs,
    patienceMs,
    links: [...links, ...(follower?.links ?? [])],
  });
  return { store, replica };
}

/** Hints that are lost cost nothing but time, and so does an engine that has none. */
async function connectListening(
  primary: Primary,
  onHint: (from: string | undefined) => void,
): Promise<Client> {
  const client = await primary.connect("read");
  client.on("notification", ({ payload }) => onHint(payload));
  await client.query(listen.sql).catch(() => {});
  return client;
}
