import type { WholeRequest } from "@rolecall/edge";
import type { LiveSession } from "@rolecall/sign-in";
import type { Origin } from "../pipeline/passage.ts";

/** A request at the console's door. */
export interface Visit {
  readonly request: WholeRequest;
  /** Whole seconds, as all of AWS's times. */
  readonly now: number;
  readonly origin: Origin;
  /** Of the session that the browser says it has. */
  readonly secret: string | undefined;
}

/** One with a session that stands. */
export interface SessionVisit extends Visit {
  readonly secret: string;
  readonly session: LiveSession;
}

/** One whose session stands but for the role that it switched to, which may have ended. */
export interface OriginalVisit extends Visit {
  readonly secret: string;
  readonly session: Pick<LiveSession, "record" | "original">;
}
