import type { ModelMember } from "../model.ts";
import type { Overlay } from "./overlay.ts";

/** Newer than the archive: the SDK's client has it. */
const recursiveLogging: Readonly<Record<string, ModelMember>> = { RecursiveLogging: { shape: "Boolean" } };

export const cloudTrailOverlay: Overlay = {
  members: {
    CreateTrailRequest: recursiveLogging,
    CreateTrailResponse: recursiveLogging,
    Trail: recursiveLogging,
    UpdateTrailRequest: recursiveLogging,
    UpdateTrailResponse: recursiveLogging,
  },
  /** A flag within the pattern, by which a dot is any character. */
  patternSources: { QueryStatement: "[\\s\\S]*" },
};
