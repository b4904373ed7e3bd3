import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type { FolderLimits } from "./audit-limits.ts";
import { measureFreeSpace, ReserveError } from "./free-space.ts";
import { pruneFolder } from "./retention.ts";

export interface AuditFileOptions {
  readonly folder: string;
  /** What the names of the files end in. */
  readonly suffix: string;
  /** Names the file: its time of creation. */
  readonly now: () => number;
  readonly processId: number;
  readonly limits: FolderLimits;
  /** How many write to the folder, each a file of its own; 1 where absent. */
  readonly processes?: number;
  /** A new file is begun past this size. */
  readonly rotateAtBytes?: number;
}

const ROTATE_AT_BYTES = 64 * 1024 * 1024;
/** So many files at least make up what a folder may hold, so that the oldest can go without most of it. */
const FILES_PER_FOLDER = 16;
/** No file holds what was written later than so long after it was begun. */
export const ROTATE_AFTER_MS = 24 * 3_600_000;
const PRUNE_EVERY_MS = 3_600_000;
/** The disk and the file are looked at so often. */
const LOOK_EVERY_MS = 1_000;

/**
 * The file that events of one sort are appended to: a new one each day and past a size, each process its own, so that two
 * processes on one folder never mix lines; the folder is kept within its limits.
 */
export class AuditFile {
  readonly #options: AuditFileOptions;
  readonly #rotateAtBytes: number;
  #handle: FileHandle | undefined;
  #name: string | undefined;
  #sizeBytes = 0;
  #begunAtMs = 0;
  #filesBegun = 0;
  #lookedAtMs = Number.NaN;
  #prunedAtMs = Number.NaN;
  /** What may be written until the disk is looked at again. */
  #roomBytes = 0;

  constructor(options: AuditFileOptions) {
    this.#options = options;
    const share = Math.floor(options.limits.maxBytes / FILES_PER_FOLDER / (options.processes ?? 1));
    this.#rotateAtBytes = options.rotateAtBytes ?? Math.min(ROTATE_AT_BYTES, share);
  }

  /** Makes the folder and deletes what has had its time. @throws node's error where that cannot be. */
  async prepare(): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    await this.#prune();
  }

  /** @throws ReserveError where the disk is too full, or node's error. What was to be written may then be there in part. */
  async append(bytes: Uint8Array): Promise<void> {
    const nowMs = this.#options.now();
    if (isPast(this.#lookedAtMs, LOOK_EVERY_MS, nowMs) || bytes.length > this.#roomBytes)
      await this.#look(nowMs);
    if (bytes.length > this.#roomBytes) {
      throw new ReserveError(this.#options.folder, await this.#freeSpace());
    }
    const handle = await this.#handleForNext(nowMs);
    try {
      // Unlike write, it goes on until all of it is in the file.
      await handle.appendFile(bytes);
    } catch (error) {
      // Its last line may be half a line: what comes next goes to a file of its own.
      await this.close();
      throw error;
    }
    this.#sizeBytes += bytes.length;
    this.#roomBytes -= bytes.length;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  /** Whether there is room, and whether the file is still in the folder: another process may have pruned it. */
  async #look(nowMs: number): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 });
    this.#roomBytes = (await this.#freeSpace()).roomBytes;
    if (this.#handle !== undefined && (await this.#handle.stat()).nlink === 0) await this.close();
    if (isPast(this.#prunedAtMs, PRUNE_EVERY_MS, nowMs)) await this.#prune();
    this.#lookedAtMs = nowMs;
  }

  #freeSpace() {
    return measureFreeSpace(this.#options.folder, this.#options.limits.reserveBytes);
  }

  async #handleForNext(nowMs: number): Promise<FileHandle> {
    const isFull = this.#sizeBytes >= this.#rotateAtBytes || isPast(this.#begunAtMs, ROTATE_AFTER_MS, nowMs);
    if (this.#handle !== undefined && !isFull) return this.#handle;
    await this.close();
    const { folder, suffix, processId } = this.#options;
    this.#filesBegun += 1;
    this.#name = `${new Date(nowMs).toISOString().replaceAll(/[:.]/g, "-")}-${processId}-${this.#filesBegun}${suffix}`;
    this.#handle = await open(join(folder, this.#name), "a", 0o600);
    this.#sizeBytes = 0;
    this.#begunAtMs = nowMs;
    await this.#prune();
    return this.#handle;
  }

  async #prune(): Promise<void> {
    const { folder, suffix, limits, now, processes = 1 } = this.#options;
    const nowMs = now();
    // Room for the files that are being filled.
    const maxBytes = limits.maxBytes - this.#rotateAtBytes * processes;
    const kept = { maxBytes, maxAgeMs: limits.maxAgeMs };
    await pruneFolder({ folder, suffix, current: this.#name, limits: kept, nowMs });
    this.#prunedAtMs = nowMs;
  }
}

/** Also where the clock was set back. */
function isPast(sinceMs: number, durationMs: number, nowMs: number): boolean {
  return !(Math.abs(nowMs - sinceMs) < durationMs);
}
