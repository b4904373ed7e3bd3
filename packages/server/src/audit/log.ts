import { setTimeout as delay } from "node:timers/promises";
import { AuditFile, type AuditFileOptions } from "./audit-file.ts";
import { WaitingLines } from "./waiting-lines.ts";

/** Where audit events go. It never throws: a full disk must not refuse requests, but it is told. */
export interface AuditLog {
  write(line: string): void;
  /** Resolves when everything written so far is in the file. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface AuditLogOptions extends AuditFileOptions {
  /** Called for each batch that could not be written, with the number of events lost; 0 where none waited yet. */
  readonly onFailure: (error: unknown, lostEvents: number) => void;
  /** Called for each batch that was written. */
  readonly onWritten?: () => void;
}

/** Events that may wait for the disk; beyond, the newest are dropped and counted as lost. */
const MAX_WAITING = 100_000;
/** The same in bytes: one event can be as long as a request. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * How long events wait for others. A write costs as much as a third of a request, so that a write for each turn of the event
 * loop would be felt; a process that is killed loses the events of this time, never a whole second.
 */
const GATHER_MS = 20;

/**
 * Appends JSON lines to files in a folder, in batches behind the requests. It opens in any case: where the folder cannot be
 * written to, that is told, events are lost and counted, and each batch tries again.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const file = new AuditFile(options);
  let waiting = new WaitingLines();
  let written = new WaitingLines();
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.count > 0) {
      await delay(GATHER_MS);
      // By turns: one fills while the other is written.
      [waiting, written] = [written, waiting];
      try {
        await file.append(written.bytes());
        options.onWritten?.();
      } catch (error) {
        options.onFailure(error, written.count);
      }
      written.clear();
    }
    draining = undefined;
  }

  const flush = async () => {
    while (draining !== undefined) await draining;
  };

  await file.prepare().catch((error: unknown) => options.onFailure(error, 0));
  return {
    write(line) {
      if (waiting.count >= MAX_WAITING || waiting.size >= MAX_WAITING_BYTES)
        return options.onFailure(new Error("The audit log cannot keep up."), 1);
      waiting.add(line);
      draining ??= drain();
    },
    flush,
    async close() {
      await flush();
      await file.close();
    },
  };
}
