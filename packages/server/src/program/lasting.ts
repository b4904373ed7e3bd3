import type { Share } from "../audit/share.ts";
import { type AuditTrail, NO_AUDIT_TRAIL, openAuditTrail } from "../audit/trail.ts";
import type { Configuration } from "../configuration.ts";
import type { Metrics } from "../metrics.ts";
import { createOutageLog } from "../pipeline/outage-log.ts";
import { createRemedyLog } from "../pipeline/remedy-log.ts";
import { type FirstSeed, makeFirstSeed } from "../seed/first-seed.ts";
import { logBug } from "./describe-bug.ts";
import type { ProgramSurroundings } from "./surroundings.ts";

/** What outlives a reset. */
export interface Lasting {
  readonly endpoint: string;
  readonly metrics: Metrics;
  readonly audit: AuditTrail;
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
}

export async function openLasting({
  endpoint,
  metrics,
  configuration,
  surroundings,
  share,
}: LastingParts): Promise<Lasting> {
  let first: FirstSeed | undefined;
  return {
    endpoint,
    metrics,
    audit: await openAudit({ configuration, surroundings, metrics, share }),
    onBug: logBug(surroundings),
    onOutage: createOutageLog({ clock: surroundings.clock, tell: surroundings.logError }),
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
}: Omit<LastingParts, "endpoint">): Promise<AuditTrail> {
  const { dataFolder, audit: limits } = configuration;
  if (dataFolder === undefined) return NO_AUDIT_TRAIL;
  const { clock, processId, newId, logError } = surroundings;
  return openAuditTrail({
    dataFolder,
    limits,
    share,
    now: clock,
    processId,
    newEventId: newId,
    tell: logError,
    onLost: metrics.countLostAuditEvents,
    onLeftOut: metrics.countLeftOutAuditEvent,
  });
}
