import type { Caller } from "@rolecall/access";
import type { OperationContract, ServiceContract } from "@rolecall/contracts";
import type { UsageLog } from "@rolecall/operations";
import type { Identified, WireError } from "@rolecall/protocols";
import { auditLine } from "../audit/event.ts";
import type { AuditLog } from "../audit/log.ts";
import type { Metrics } from "../metrics.ts";
import type { EdgeRequest } from "./edge-request.ts";
import { HOME_REGION } from "./requested-region.ts";

export type Outcome =
  | { readonly output: unknown; readonly failure?: never }
  | { readonly output?: never; readonly failure: WireError };

/** How far a request came. */
export interface Known {
  readonly identified?: Identified;
  readonly contract?: ServiceContract;
  readonly operation?: OperationContract;
  readonly caller?: Caller;
  readonly region?: string;
  readonly input?: unknown;
  readonly isReadOnly?: boolean;
}

/** Everything that is recorded of one request. */
export interface Passage extends Known {
  readonly request: EdgeRequest;
  readonly now: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

/** Writes the audit event, counts, and notes what was used. Never fails the request. */
export interface Recorder {
  record(passage: Passage): void;
}

export interface RecorderParts {
  readonly audit: AuditLog;
  readonly metrics: Metrics;
  readonly usage: UsageLog;
  readonly newEventId: () => string;
}

export function createRecorder({ audit, metrics, usage, newEventId }: RecorderParts): Recorder {
  return {
    record(passage) {
      const { identified, outcome, durationMs } = passage;
      audit.write(auditLine(passage, newEventId()));
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
  if (caller === undefined || caller.kind === "anonymous" || identified === undefined) return;
  const where = { at: now, service: identified.service, region: region ?? HOME_REGION };
  if (caller.kind === "roleSession") usage.note({ ...where, subject: caller.roleId });
  else if (caller.session === undefined) usage.note({ ...where, subject: caller.accessKeyId });
}
