import type { Connection } from "./connection.ts";

/** What node's parser holds of a head for each byte of it, where it is made of many small headers (measured). */
export const HELD_PER_BYTE = 4;

interface Heads {
  bytes: number;
  /** The oldest connection first. */
  readonly held: { readonly connection: Connection; readonly bytes: number }[];
}

/**
 * Connections to be given up so that what node holds of requests whose headers have not ended stays within a limit: node tells of a
 * request when it has all of them, and of none that are on their way. Of the address that holds most, the oldest go first.
 * @param connections the oldest first.
 */
export function excessHeads(connections: Iterable<Connection>, limitBytes: number): readonly Connection[] {
  let totalBytes = 0;
  const byAddress = new Map<string, Heads>();
  for (const connection of connections) {
    const bytes = connection.unfinishedHeadBytes * HELD_PER_BYTE;
    if (bytes === 0) continue;
    const heads = byAddress.get(connection.sharingAddress) ?? { bytes: 0, held: [] };
    byAddress.set(connection.sharingAddress, heads);
    heads.held.push({ connection, bytes });
    heads.bytes += bytes;
    totalBytes += bytes;
  }
  const excess: Connection[] = [];
  for (const { held } of [...byAddress.values()].sort((a, b) => b.bytes - a.bytes)) {
    for (const { connection, bytes } of held) {
      if (totalBytes <= limitBytes) return excess;
      excess.push(connection);
      totalBytes -= bytes;
    }
  }
  return excess;
}
