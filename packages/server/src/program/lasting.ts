import type { AuditLimits } from "../audit/audit-limits.ts";
import { MemoryLog } from "../audit/memory-log.ts";
import type { Share } from "../audit/share.ts";
import { type AuditTrail, createMemoryTrail, openAuditTrail } from "../audit/trail.ts";
import type { Configuration } from "../configuration.ts";
import type { Metrics } from "../metrics.ts";
import { createOutageLog } from "../pipeline/outage-log.ts";
import { createRemedyLog } from "../pipeline/remedy-log.ts";
import { openRequestLog, type RequestLog } from "../request-log/request-log.ts";
import { type FirstSeed, makeFirstSeed } from "../seed/first-seed.ts";
import { logBug } from "./describe-bug.ts";
import type { ProgramSurroundings } from "./surroundings.ts";

/** What outlives a reset. */
export interface Lasting {
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly audit: AuditTrail;
  /** Absent where nobody asked for lines. */
  readonly requestLog: RequestLog | undefined;
  readonly onBug: (error: unknown, requestId: string) => void;
  readonly onOutage: (error: unknown, requestId: string) => void;
  readonly onRemedy: (remedy: string, requestId: string) => void;
  /** INVARIANT: the same one in every call, so that a reset leads back to what was shown. */
  readonly firstSeed: () => FirstSeed;
}

interface LastingParts {
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
  /** Of what all processes on the folder may do together. */
  readonly share: Share;
  /** Of several processes of an installation that is not kept: where their audit log is. */
  readonly sharedFolder?: string | undefined;
}

export async function openLasting({
  endpoint,
  metrics,
  configuration,
  surroundings,
  share,
  sharedFolder,
}: LastingParts): Promise<Lasting> {
  let first: FirstSeed | undefined;
  return {
    endpoint,
    metrics,
    audit: await openAudit({ configuration, surroundings, metrics, share, sharedFolder }),
    requestLog: openRequestLog(configuration.requestLog, surroundings.openOutput),
    onBug: logBug(surroundings),
    onOutage: createOutageLog({
      clock: surroundings.machineClock ?? surroundings.clock,
      tell: surroundings.logError,
    }),
    onRemedy: createRemedyLog(surroundings.logError),
    firstSeed() {
      first ??= makeFirstSeed(surroundings.random, configuration);
      return first;
    },
  };
}

async function openAudit({
  configuration,
  surroundings,
  metrics,
  share,
  sharedFolder,
}: Omit<LastingParts, "endpoint">): Promise<AuditTrail> {
  const { clock, machineClock = clock, processId, newId, logError } = surroundings;
  const common = { share, now: clock, newEventId: newId, onLeftOut: metrics.countLeftOutAuditEvent };
  const dataFolder = configuration.dataFolder ?? sharedFolder;
  const limits = configuration.dataFolder === undefined ? notKept(configuration.audit) : configuration.audit;
  if (dataFolder === undefined) return createMemoryTrail({ ...common, limits });
  const onLost = metrics.countLostAuditEvents;
  // Files are kept for days of the machine's clock: whoever moves another one makes none of them old.
  return openAuditTrail({
    ...common,
    now: machineClock,
    // Of a clock that may be moved files would be searched by times that are not in order.
    memory: configuration.isEphemeral && share.of === 1 ? new MemoryLog(clock) : undefined,
    limits,
    dataFolder,
    processId,
    tell: logError,
    onLost,
  });
}

/** What is not kept stands in memory, also as files. */
const NOT_KEPT_BYTES = 64 * 1024 * 1024;

function notKept(limits: AuditLimits): AuditLimits {
  return { ...limits, maxBytes: Math.min(limits.maxBytes, NOT_KEPT_BYTES) };
}
