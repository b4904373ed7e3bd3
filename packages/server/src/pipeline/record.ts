import { type IdentifiedCaller, isIdentified, type ServiceSessionCaller } from "@rolecall/access";
import type { ServiceName } from "@rolecall/contracts";
import { toUniqueId, type UniqueId } from "@rolecall/names";
import type { AccessTraceLog, UsageLog } from "@rolecall/operations";
import type { AuditTrail } from "../audit/trail.ts";
import { homeRegion } from "../installation/regions.ts";
import type { Metrics } from "../metrics.ts";
import type { RequestLog } from "../request-log/request-log.ts";
import type { Passage } from "./passage.ts";

/** Writes the audit event, counts, and notes what was used. Never fails the request. */
export interface Recorder {
  record(passage: Passage): void;
}

export interface RecorderParts {
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly usage: UsageLog;
  readonly traces: AccessTraceLog;
  /** Absent where nobody asked for lines. */
  readonly requestLog?: RequestLog | undefined;
}

export function createRecorder({ audit, metrics, usage, traces, requestLog }: RecorderParts): Recorder {
  return {
    record(passage) {
      const { identified, outcome, durationMs } = passage;
      audit.record(passage);
      requestLog?.write(passage);
      metrics.observe({
        service: identified?.service ?? "none",
        operation: identified?.operation ?? "none",
        outcome: outcome.failure?.code ?? "ok",
        durationMs,
      });
      noteUse({ metrics, usage, traces }, passage);
    },
  };
}

/** Whoever was authenticated used its key or role, also where the call was refused, as on AWS. */
function noteUse(
  { metrics, usage, traces }: Omit<RecorderParts, "audit">,
  { caller, identified, region, now }: Passage,
): void {
  if (caller === undefined || !isIdentified(caller) || identified === undefined) return;
  // A service is nobody's whose last use could be asked for.
  if (caller.kind === "serviceSession") return;
  const where = { at: now, service: identified.service, region: region ?? homeRegion() };
  const isKept = traces.note({
    ...where,
    entityId: entityOf(caller),
    accountId: caller.accountId,
    service: NAMESPACES[identified.service] ?? identified.service,
    action: identified.operation,
  });
  if (!isKept) metrics.countTraceNotKept();
  if (caller.kind === "roleSession") usage.note({ ...where, subject: caller.roleId });
  else if (caller.session === undefined) usage.note({ ...where, subject: caller.accessKeyId });
}

/** Services whose actions are another one's. */
const NAMESPACES: { readonly [Name in ServiceName]?: string } = { "iam-toolbox": "iam" };

/** Sessions count for whom they are made from. */
function entityOf(caller: Exclude<IdentifiedCaller, ServiceSessionCaller>): UniqueId {
  if (caller.kind === "roleSession") return caller.roleId;
  if (caller.kind === "user") return caller.id;
  return caller.kind === "federatedUser" ? caller.issuerId : toUniqueId(caller.accountId);
}
