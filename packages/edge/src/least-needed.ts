import type { Connection } from "./connection.ts";

/** A client that has just connected sends its request at once, unless the network is slow. */
const PATIENCE_SECONDS = 2;

/** In the order in which connections are given up. One whose whole request is being answered never is. */
const RANKS = { neverAsked: 0, idle: 1, unfinishedRequest: 2, justOpened: 3 } as const;

interface Candidate {
  readonly connection: Connection;
  readonly rank: number;
  /** Of the address that it is counted for. */
  readonly connections: number;
}

export interface Crowd {
  /** The oldest first. */
  readonly connections: Iterable<Connection>;
  readonly countByAddress: ReadonlyMap<string, number>;
  readonly nowSeconds: number;
}

/** Connections that can be closed for others, those first that will be missed least: of who has most, what idles longest. */
export function leastNeeded({ connections, countByAddress, nowSeconds }: Crowd): readonly Connection[] {
  const candidates: Candidate[] = [];
  for (const connection of connections) {
    if (connection.isAnswering) continue;
    const count = countByAddress.get(connection.sharingAddress) ?? 0;
    candidates.push({ connection, rank: rankOf(connection, nowSeconds), connections: count });
  }
  candidates.sort(
    (a, b) => b.connections - a.connections || a.rank - b.rank || a.connection.askedAt - b.connection.askedAt,
  );
  return candidates.map(({ connection }) => connection);
}

function rankOf({ isIdle, askedAt, openedAt }: Connection, nowSeconds: number): number {
  if (!isIdle) return RANKS.unfinishedRequest;
  if (askedAt > 0) return RANKS.idle;
  return nowSeconds - openedAt >= PATIENCE_SECONDS ? RANKS.neverAsked : RANKS.justOpened;
}
