import { join } from "node:path";
import type { AuditEvents } from "@rolecall/operations";
import type { Passage } from "../pipeline/passage.ts";
import { type AuditLimits, type FolderLimits, provenLimits, strangersLimits } from "./audit-limits.ts";
import { auditLine, isAnonymous } from "./event.ts";
import { type AuditLog, openAuditLog } from "./log.ts";
import { createLossReport } from "./loss-report.ts";
import { MemoryLog } from "./memory-log.ts";
import { createSampler } from "./sampler.ts";
import { createAuditEvents } from "./search/audit-events.ts";
import { folderVolumes } from "./search/folder-volumes.ts";
import type { Volumes } from "./search/volume.ts";
import type { Share } from "./share.ts";
import { type SignInEvent, signInLine } from "./sign-in-event.ts";

/** Within a data folder. */
export const AUDIT_FOLDER = "audit";

/** The record of what happened. Never throws, and never waits for the disk. */
export interface AuditTrail {
  record(passage: Passage): void;
  /** What a browser did that is no call: signed in, switched role. */
  recordSignIn(event: SignInEvent): void;
  /** What was recorded, to be read: a moment later, and by all processes on one folder. */
  readonly events: AuditEvents;
  /** How many events have made room since all was forgotten last; absent where they are files alone. */
  readonly dropped?: () => number;
  /** The same as it lies in memory, the oldest piece first; absent where it is in files alone. */
  readonly volumes?: Volumes;
  /** Of an installation that keeps nothing and begins anew: what was is no more. */
  forget(): void;
  /** Resolves when everything recorded so far is in a file. */
  close(): Promise<void>;
}

interface TrailOptions {
  readonly limits: AuditLimits;
  /** Of the limits, which hold for all processes together. */
  readonly share: Share;
  readonly now: () => number;
  /** A fresh UUID. */
  readonly newEventId: () => string;
  /** An event of a request that authenticated nobody was left out. */
  readonly onLeftOut: () => void;
}

interface AuditTrailOptions extends TrailOptions {
  readonly dataFolder: string;
  readonly processId: number;
  /** Keeps the newest events beside the files, for who asks whatever clock they were recorded by. */
  readonly memory?: MemoryLog | undefined;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
  readonly onLost: (events: number) => void;
}

/**
 * Opens the audit log of a data folder. Requests that authenticate nobody have files of their own and so many events a second:
 * whoever reaches the port can send them, and neither fills the disk nor drives out the records of others.
 */
export async function openAuditTrail(options: AuditTrailOptions): Promise<AuditTrail> {
  const { limits, now, dataFolder, memory } = options;
  const proven = await openLog(options, "", provenLimits(limits));
  const strangers = await openLog(options, ".unauthenticated", strangersLimits(limits));
  const reading = createAuditEvents(folderVolumes(join(dataFolder, AUDIT_FOLDER)), now);
  return {
    ...createTrail(options, { proven: withMemory(proven, memory), strangers: withMemory(strangers, memory) }),
    ...reading,
    ...(memory !== undefined && remembering(memory, reading.forget)),
    async close() {
      await Promise.all([proven.close(), strangers.close()]);
    },
  };
}

/** Of an installation that keeps nothing: the newest events, in memory. */
export function createMemoryTrail(options: TrailOptions): AuditTrail {
  const log = new MemoryLog(options.now);
  return {
    ...createTrail(options, { proven: log, strangers: log }),
    events: createAuditEvents(log, options.now).events,
    ...remembering(log, () => {}),
    close: async () => {},
  };
}

function remembering(
  log: MemoryLog,
  forgetMore: () => void,
): Required<Pick<AuditTrail, "dropped" | "volumes" | "forget">> {
  return {
    dropped: () => log.dropped,
    volumes: log,
    forget() {
      log.clear();
      forgetMore();
    },
  };
}

type Written = Pick<AuditLog, "write">;

interface Logs {
  readonly proven: Written;
  readonly strangers: Written;
}

function withMemory(log: Written, memory: MemoryLog | undefined): Written {
  if (memory === undefined) return log;
  return {
    write(line) {
      log.write(line);
      memory.write(line);
    },
  };
}

function createTrail(
  { limits, share, newEventId, onLeftOut }: TrailOptions,
  { proven, strangers }: Logs,
): Pick<AuditTrail, "record" | "recordSignIn"> {
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
  };
}

/** @param sort what the names of its files have before ".jsonl". */
function openLog(options: AuditTrailOptions, sort: string, limits: FolderLimits): Promise<AuditLog> {
  const { dataFolder, now, processId, share, tell, onLost } = options;
  const report = createLossReport({ subject: `audit log (*${sort}.jsonl)`, now, tell });
  return openAuditLog({
    folder: join(dataFolder, AUDIT_FOLDER),
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
