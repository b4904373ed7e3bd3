import { setTimeout as delay } from "node:timers/promises";
import { AuditFile, type AuditFileOptions } from "./audit-file.ts";

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
/** The same in characters: one event can be as long as a request. */
const MAX_WAITING_LENGTH = 16 * 1024 * 1024;

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
  let waiting: string[] = [];
  let waitingLength = 0;
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await delay(GATHER_MS);
      const batch = waiting;
      waiting = [];
      waitingLength = 0;
      try {
        await file.append(Buffer.from(`${batch.join("\n")}\n`));
        options.onWritten?.();
      } catch (error) {
        options.onFailure(error, batch.length);
      }
    }
    draining = undefined;
  }

  const flush = async () => {
    while (draining !== undefined) await draining;
  };

  await file.prepare().catch((error: unknown) => options.onFailure(error, 0));
  return {
    write(line) {
      if (waiting.length >= MAX_WAITING || waitingLength >= MAX_WAITING_LENGTH)
        return options.onFailure(new Error("The audit log cannot keep up."), 1);
      waiting.push(line);
      waitingLength += line.length;
      draining ??= drain();
    },
    flush,
    async close() {
      await flush();
      await file.close();
    },
  };
}
