import { isIdentified } from "@rolecall/access";
import type { UsageLog } from "@rolecall/operations";
import type { AuditTrail } from "../audit/trail.ts";
import { homeRegion } from "../installation/regions.ts";
import type { Metrics } from "../metrics.ts";
import type { Passage } from "./passage.ts";

/** Writes the audit event, counts, and notes what was used. Never fails the request. */
export interface Recorder {
  record(passage: Passage): void;
}

export interface RecorderParts {
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly usage: UsageLog;
}

export function createRecorder({ audit, metrics, usage }: RecorderParts): Recorder {
  return {
    record(passage) {
      const { identified, outcome, durationMs } = passage;
      audit.record(passage);
      metrics.observe({
        service: identified?.service ?? "none",
        operation: identified?.operation ?? "none",
        outcome: outcome.failure?.code ?? "ok",
        durationMs,
      });
      noteUse(usage, passage);
    },
  };
}

/** Whoever was authenticated used its key or role, also where the call was refused, as on AWS. */
function noteUse(usage: UsageLog, { caller, identified, region, now }: Passage): void {
  if (caller === undefined || !isIdentified(caller) || identified === undefined) return;
  const where = { at: now, service: identified.service, region: region ?? homeRegion() };
  if (caller.kind === "roleSession") usage.note({ ...where, subject: caller.roleId });
  else if (caller.session === undefined) usage.note({ ...where, subject: caller.accessKeyId });
}
