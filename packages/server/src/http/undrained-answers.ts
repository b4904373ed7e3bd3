import type { ServerResponse } from "node:http";
import type { Connection } from "./connection.ts";
import { createFairShare, type Holding } from "./fair-share.ts";

/** Answers that their clients have not taken yet, and that wait in memory. */
export interface UndrainedAnswers {
  /** To be called for each answer that has been written as far as the socket takes it. */
  watch(connection: Connection, response: ServerResponse): void;
  /** Closes what drains too slowly. To be called every second. */
  tick(): void;
}

interface Slow {
  readonly holding: Holding;
  seconds: number;
}

export function createUndrainedAnswers(limits: {
  readonly allAnswersBytes: number;
  readonly drainMs: number;
}): UndrainedAnswers {
  const share = createFairShare(limits.allAnswersBytes);
  const slow = new Map<Connection, Slow>();
  return {
    watch(connection, response) {
      const { socket } = connection;
      // Nearly every answer is in the kernel's hands by now.
      if (socket.writableLength === 0) return;
      const forget = () => {
        slow.get(connection)?.holding.release();
        slow.delete(connection);
      };
      forget();
      const holding = share.hold(connection.sharingAddress, () => connection.drop());
      slow.set(connection, { holding, seconds: 0 });
      response.once("finish", forget);
      response.once("close", forget);
      holding.resize(socket.writableLength);
    },
    tick() {
      for (const [connection, each] of slow) {
        each.seconds += 1;
        if (each.seconds * 1_000 > limits.drainMs) connection.drop();
        else each.holding.resize(connection.socket.writableLength);
      }
    },
  };
}
