import { Connection, type ConnectionParts, type Socket } from "./connection.ts";
import { leastNeeded } from "./least-needed.ts";
import { excessHeads, HELD_PER_BYTE } from "./unfinished-heads.ts";

export interface ConnectionsParts extends ConnectionParts {
  /** Connections at one time. */
  readonly connections: number;
  /** What is held of all requests whose headers have not ended. */
  readonly allHeadsBytes: number;
}

/** All connections of a server. */
export interface Connections {
  /** Takes a new one in. Where there are too many, another is closed for it. */
  open(socket: Socket): void;
  /** Undefined where it was closed. Notes that it was asked. */
  of(socket: Socket): Connection | undefined;
  find(socket: unknown): Connection | undefined;
  /** To be called every second. */
  tick(): void;
  /** Drops what holds too much of heads that do not end. To be called a few times a second. */
  sweepHeads(): void;
  /** Resolves when there is none. */
  whenNone(): Promise<void>;
}

/** Looking for those that are needed least takes as long as opening a hundred. */
const FOUND_AT_ONCE = 100;

interface Victim {
  readonly connection: Connection;
  readonly askedAt: number;
}

export function createConnections(parts: ConnectionsParts): Connections {
  /** The oldest first. */
  const connections = new Map<unknown, Connection>();
  const countByAddress = new Map<string, number>();
  const ended = new WaitingForNone();
  let victims: Victim[] = [];
  let seconds = 0;
  let asked = 0;

  function remove({ socket, sharingAddress: address }: Connection): void {
    if (!connections.delete(socket)) return;
    const count = (countByAddress.get(address) ?? 0) - 1;
    if (count > 0) countByAddress.set(address, count);
    else countByAddress.delete(address);
    ended.tell(connections.size);
  }

  function nextVictim(): Connection | undefined {
    const known = victims.pop();
    if (known === undefined) return undefined;
    const { connection, askedAt } = known;
    const isUnchanged = connections.has(connection.socket) && connection.askedAt === askedAt;
    return isUnchanged ? connection : nextVictim();
  }

  function findVictim(): Connection | undefined {
    const known = nextVictim();
    if (known !== undefined) return known;
    const crowd = { connections: connections.values(), countByAddress, nowSeconds: seconds };
    const found = leastNeeded(crowd).slice(0, FOUND_AT_ONCE).reverse();
    victims = found.map((connection) => ({ connection, askedAt: connection.askedAt }));
    return nextVictim();
  }

  return {
    open(socket) {
      if (connections.size >= parts.connections) {
        const victim = findVictim();
        if (victim === undefined) return void socket.destroy();
        // Counted out at once: its socket tells only later that it is closed.
        remove(victim);
        victim.drop();
      }
      const connection = new Connection(socket, seconds, parts);
      const { sharingAddress } = connection;
      connections.set(socket, connection);
      countByAddress.set(sharingAddress, (countByAddress.get(sharingAddress) ?? 0) + 1);
      socket.once("close", () => {
        remove(connection);
        connection.onClosed();
      });
    },
    of(socket) {
      const connection = connections.get(socket);
      if (connection === undefined || socket.destroyed) return undefined;
      asked += 1;
      connection.askedAt = asked;
      connection.readAtAsk = socket.bytesRead;
      return connection;
    },
    find: (socket) => connections.get(socket),
    tick() {
      seconds += 1;
    },
    sweepHeads() {
      if (connections.size * parts.headerBytes * HELD_PER_BYTE <= parts.allHeadsBytes) return;
      for (const connection of excessHeads(connections.values(), parts.allHeadsBytes)) connection.drop();
    },
    whenNone: () => ended.wait(connections.size),
  };
}

/** Who waits until there is no connection. */
class WaitingForNone {
  #resolves: (() => void)[] = [];

  wait(size: number): Promise<void> {
    if (size === 0) return Promise.resolve();
    return new Promise((resolve) => void this.#resolves.push(resolve));
  }

  tell(size: number): void {
    if (size === 0) for (const resolve of this.#resolves.splice(0)) resolve();
  }
}
