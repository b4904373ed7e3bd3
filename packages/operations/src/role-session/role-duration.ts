import type { DirectoryRole } from "@rolecall/access";
import { commonError } from "../refuse/common-error.ts";

/** @throws ValidationError where a session would outlive what its role allows */
export function checkRoleDuration(durationSeconds: number, role: DirectoryRole): void {
  if (durationSeconds <= role.record.maxSessionSeconds) return;
  throw commonError(
    "validationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
}
