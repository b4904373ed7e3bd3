import type { ServeOptions } from "@rolecall/edge";
import { limits } from "@rolecall/protocols";
import type { Configuration } from "../configuration.ts";
import { answerOrigins } from "../cross-origin/answer-origins.ts";
import { createDoors } from "../doors.ts";
import type { FrontDoor } from "../front-door.ts";
import type { Metrics } from "../metrics.ts";
import { refuseAtEdge } from "../pipeline/edge-refusal.ts";
import { createRemedyLog } from "../pipeline/remedy-log.ts";
import { createSenderReader } from "../trusted-proxies.ts";
import { logBug } from "./describe-bug.ts";
import type { ProgramSurroundings } from "./surroundings.ts";

interface ServingParts {
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
  readonly metrics: Metrics;
}

const WRONG_SCHEME =
  "A client speaks TLS to this port, which speaks plain HTTP: give it http:// in the place of https://, or put TLS in front (docs/operations.md).";

/** How the edge serves what goes through a door. */
export function servingAt(
  door: FrontDoor,
  { configuration, surroundings, metrics }: ServingParts,
): ServeOptions {
  const tellRemedy = createRemedyLog(surroundings.logError);
  return {
    limits: { headerBytes: limits.headerBytes },
    entranceOf: createDoors({ ...door, services: answerOrigins(configuration.corsOrigins, door.services) }),
    refuse(refusal) {
      // Its client is told nothing that it understands.
      if (refusal.reason === "tls") tellRemedy(WRONG_SCHEME, refusal.requestId);
      return refuseAtEdge(refusal);
    },
    newRequestId: surroundings.newId,
    onBug: logBug(surroundings),
    readSender: createSenderReader({
      networks: configuration.trustedProxies,
      onMalformed: metrics.countMalformedForwarding,
    }),
  };
}
