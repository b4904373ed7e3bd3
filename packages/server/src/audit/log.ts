import { mkdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Where audit events go. It never throws: a full disk must not refuse requests, but it is told. */
export interface AuditLog {
  write(line: string): void;
  /** Resolves when everything written so far is in the file. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface AuditFileOptions {
  readonly folder: string;
  /** Names the file: its time of creation. */
  readonly now: () => number;
  readonly processId: number;
  /** Called once for each failed write, with the number of events lost. */
  readonly onFailure: (error: unknown, lostEvents: number) => void;
  /** A new file is begun past this size. */
  readonly rotateAtBytes?: number;
}

const ROTATE_AT_BYTES = 64 * 1024 * 1024;

/** Events that may wait for the disk; beyond, the newest are dropped and counted as lost. */
const MAX_WAITING = 100_000;
/** The same in characters: one event can be as long as a request. */
const MAX_WAITING_LENGTH = 64 * 1024 * 1024;

/**
 * How long events wait for others. A write costs as much as a third of a request, so that a write for each turn of the event
 * loop would be felt; a process that is killed loses the events of this time, never a whole second.
 */
const GATHER_MS = 20;

/**
 * Appends JSON lines to files in a folder, in batches behind the requests. Each process has files of its own, so that two
 * processes on one folder never mix lines.
 */
export function openAuditFile(options: AuditFileOptions): AuditLog {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const rotateAtBytes = options.rotateAtBytes ?? ROTATE_AT_BYTES;
  let waiting: string[] = [];
  let waitingLength = 0;
  let draining: Promise<void> | undefined;
  let file: FileHandle | undefined;
  let sizeBytes = 0;
  let filesBegun = 0;

  async function fileForNextBatch(): Promise<FileHandle> {
    if (file !== undefined && sizeBytes < rotateAtBytes) return file;
    const before = file;
    file = undefined;
    await before?.close();
    const stamp = new Date(options.now()).toISOString().replaceAll(/[:.]/g, "-");
    filesBegun += 1;
    file = await open(join(options.folder, `${stamp}-${options.processId}-${filesBegun}.jsonl`), "a", 0o600);
    sizeBytes = 0;
    return file;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await delay(GATHER_MS);
      const batch = waiting;
      waiting = [];
      waitingLength = 0;
      try {
        const target = await fileForNextBatch();
        const bytes = Buffer.from(`${batch.join("\n")}\n`);
        // Unlike write, it goes on until all of it is in the file.
        await target.appendFile(bytes);
        sizeBytes += bytes.length;
      } catch (error) {
        options.onFailure(error, batch.length);
        // Its last line may be half a line: what comes next goes to a file of its own.
        sizeBytes = Number.POSITIVE_INFINITY;
      }
    }
    draining = undefined;
  }

  return {
    write(line) {
      if (waiting.length >= MAX_WAITING || waitingLength >= MAX_WAITING_LENGTH)
        return options.onFailure(new Error("The audit log cannot keep up."), 1);
      waiting.push(line);
      waitingLength += line.length;
      draining ??= drain();
    },
    flush: async () => {
      while (draining !== undefined) await draining;
    },
    async close() {
      while (draining !== undefined) await draining;
      await file?.close();
      file = undefined;
    },
  };
}

/** For installations that keep nothing. */
export const NO_AUDIT_LOG: AuditLog = {
  write() {},
  flush: async () => {},
  close: async () => {},
};
