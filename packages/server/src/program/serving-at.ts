import type { ServeOptions } from "@rolecall/edge";
import { limits } from "@rolecall/protocols";
import type { Configuration } from "../configuration.ts";
import { answerOrigins } from "../cross-origin/answer-origins.ts";
import { createDoors } from "../doors.ts";
import type { FrontDoor } from "../front-door.ts";
import type { Metrics } from "../metrics.ts";
import { refuseAtEdge } from "../pipeline/edge-refusal.ts";
import { createSenderReader } from "../trusted-proxies.ts";
import { logBug } from "./describe-bug.ts";
import type { ProgramSurroundings } from "./surroundings.ts";

interface ServingParts {
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
  readonly metrics: Metrics;
}

/** How the edge serves what goes through a door. */
export function servingAt(
  door: FrontDoor,
  { configuration, surroundings, metrics }: ServingParts,
): ServeOptions {
  return {
    limits: { headerBytes: limits.headerBytes },
    entranceOf: createDoors({ ...door, services: answerOrigins(configuration.corsOrigins, door.services) }),
    refuse: refuseAtEdge,
    newRequestId: surroundings.newId,
    onBug: logBug(surroundings),
    readSender: createSenderReader({
      networks: configuration.trustedProxies,
      onMalformed: metrics.countMalformedForwarding,
    }),
  };
}
