import type { ServerResponse } from "node:http";
import type { Connection } from "./connection.ts";
import { createFairShare, type Holding } from "./fair-share.ts";
import type { EdgeLimits } from "./limits.ts";

/** Answers that their clients have not taken yet, and that wait in memory. */
export interface UndrainedAnswers {
  /** To be called for what has been written as far as the socket takes it. */
  watch(connection: Connection, response: ServerResponse): void;
  /** Closes what drains too slowly. To be called every second. */
  tick(): void;
}

interface Slow {
  readonly response: ServerResponse;
  readonly holding: Holding;
  seconds: number;
}

/** What ends the waiting for a client. */
const ENDS = ["drain", "finish", "close"] as const;

export function createUndrainedAnswers(
  limits: Pick<EdgeLimits, "allAnswersBytes" | "drainMs">,
): UndrainedAnswers {
  const share = createFairShare(limits.allAnswersBytes);
  const slow = new Map<Connection, Slow>();
  return {
    watch(connection, response) {
      // Nearly every answer is in the kernel's hands by now.
      if (response.writableLength === 0 || slow.has(connection)) return;
      const holding = share.hold(connection.sharingAddress, () => connection.drop());
      slow.set(connection, { response, holding, seconds: 0 });
      const forget = () => {
        for (const end of ENDS) response.off(end, forget);
        holding.release();
        slow.delete(connection);
      };
      for (const end of ENDS) response.on(end, forget);
      holding.resize(response.writableLength);
    },
    tick() {
      for (const [connection, each] of slow) {
        each.seconds += 1;
        if (each.seconds * 1_000 > limits.drainMs) connection.drop();
        else each.holding.resize(each.response.writableLength);
      }
    },
  };
}
