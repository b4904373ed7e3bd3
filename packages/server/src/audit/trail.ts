import { join } from "node:path";
import type { Passage } from "../pipeline/passage.ts";
import { type AuditLimits, type FolderLimits, provenLimits, strangersLimits } from "./audit-limits.ts";
import { auditLine, isAnonymous } from "./event.ts";
import { type AuditLog, openAuditLog } from "./log.ts";
import { createLossReport } from "./loss-report.ts";
import { createSampler } from "./sampler.ts";
import type { Share } from "./share.ts";
import { type SignInEvent, signInLine } from "./sign-in-event.ts";

/** The record of what happened. Never throws, and never waits for the disk. */
export interface AuditTrail {
  record(passage: Passage): void;
  /** What a browser did that is no call: signed in, switched role. */
  recordSignIn(event: SignInEvent): void;
  /** Resolves when everything recorded so far is in a file. */
  close(): Promise<void>;
}

interface AuditTrailOptions {
  readonly dataFolder: string;
  readonly limits: AuditLimits;
  /** Of the limits, which hold for all processes together. */
  readonly share: Share;
  readonly now: () => number;
  readonly processId: number;
  /** A fresh UUID. */
  readonly newEventId: () => string;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
  readonly onLost: (events: number) => void;
  /** An event of a request that authenticated nobody was left out. */
  readonly onLeftOut: () => void;
}

/**
 * Opens the audit log of a data folder. Requests that authenticate nobody have files of their own and so many events a second:
 * whoever reaches the port can send them, and neither fills the disk nor drives out the records of others.
 */
export async function openAuditTrail(options: AuditTrailOptions): Promise<AuditTrail> {
  const { limits, share, newEventId, onLeftOut } = options;
  const proven = await openLog(options, "", provenLimits(limits));
  const strangers = await openLog(options, ".unauthenticated", strangersLimits(limits));
  const sampler = createSampler(limits.strangersPerSecond, share);
  const write = (
    { isProven, now }: { readonly isProven: boolean; readonly now: number },
    lineOf: (eventId: string, leftOut?: number) => string,
  ) => {
    if (isProven) return proven.write(lineOf(newEventId()));
    const leftOut = sampler.admit(now);
    if (leftOut === undefined) onLeftOut();
    else strangers.write(lineOf(newEventId(), leftOut));
  };
  return {
    record: (passage) =>
      write({ isProven: !isAnonymous(passage.caller), now: passage.now }, (eventId, leftOut) =>
        auditLine(passage, eventId, leftOut),
      ),
    recordSignIn: (event) => write(event, (eventId, leftOut) => signInLine(event, eventId, leftOut)),
    async close() {
      await Promise.all([proven.close(), strangers.close()]);
    },
  };
}

/** @param sort what the names of its files have before ".jsonl". */
function openLog(options: AuditTrailOptions, sort: string, limits: FolderLimits): Promise<AuditLog> {
  const { dataFolder, now, processId, share, tell, onLost } = options;
  const report = createLossReport({ subject: `audit log (*${sort}.jsonl)`, now, tell });
  return openAuditLog({
    folder: join(dataFolder, "audit"),
    suffix: `${sort}.jsonl`,
    limits,
    now,
    processId,
    processes: share.of,
    onWritten: report.written,
    onFailure(error, events) {
      onLost(events);
      report.lost(error, events);
    },
  });
}

/** For installations that keep nothing. */
export const NO_AUDIT_TRAIL: AuditTrail = {
  record() {},
  recordSignIn() {},
  close: async () => {},
};
