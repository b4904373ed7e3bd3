/** Connections to a server that follows the primary. */
import type { Client } from "pg";
import { connectServer } from "./connect.ts";
import type { DatabaseAddress } from "./database-url.ts";
import { Link, noTraffic, type Traffic } from "./link.ts";
import { LinkPool } from "./link-pool.ts";
import { copyIdOf } from "./primary.ts";
import { Replica, type ReplicaParts } from "./replica.ts";

const SHARED_READERS = 4;
const OWN_READERS = 2;
/** All hosts together. */
const CONNECT_MS = 900;

interface ReplicaSource extends Pick<ReplicaParts, "feed" | "freshness" | "patience" | "tell"> {
  readonly addresses: readonly DatabaseAddress[];
  /** Of the primary. */
  readonly copyId: string | undefined;
  readonly traffic: Traffic;
}

export function openReplica({ addresses, copyId, traffic, ...rest }: ReplicaSource): {
  readonly replica: Replica;
  readonly links: readonly Link[];
} {
  const connect = () => connectToCopy(addresses, copyId);
  const open = () => new Link(connect, traffic);
  const shared = Array.from({ length: SHARED_READERS }, open);
  const own = Array.from({ length: OWN_READERS }, open);
  const link = new Link(connect, noTraffic());
  const replica = new Replica({ link, shared, own: new LinkPool(own), ...rest });
  return { replica, links: [link, ...shared, ...own] };
}

/** INVARIANT: what answers is a copy of the primary's database: another's would be answered from as if it were ours. */
async function connectToCopy(
  addresses: readonly DatabaseAddress[],
  copyId: string | undefined,
): Promise<Client> {
  let failure: unknown;
  for (const address of addresses) {
    try {
      const { client } = await connectServer(address, CONNECT_MS / addresses.length);
      const found = await copyIdOf(client);
      if (found === copyId || found === undefined || copyId === undefined) return client;
      client.end().catch(() => {});
      throw new Error(`${address.host}:${address.port}/${address.database} is no copy of the database`);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
