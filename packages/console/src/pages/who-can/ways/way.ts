import type { OutputOf } from "../../../session/call-operation.ts";

export type WhoCanAnswer = OutputOf<"rolecall", "WhoCan">;
/** A way as the operation tells it. */
export type Way = WhoCanAnswer["Ways"][number];
export type WayStep = Way["Steps"][number];
export type WayState = Way["State"];
