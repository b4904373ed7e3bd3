import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FolderLimits } from "./audit-limits.ts";

export interface Retention {
  readonly folder: string;
  /** What the names of the files end in; files that end otherwise are left alone. */
  readonly suffix: string;
  /** The file that is being written; it stays. */
  readonly current?: string | undefined;
  readonly limits: Pick<FolderLimits, "maxBytes" | "maxAgeMs">;
  readonly nowMs: number;
}

interface AuditFileFacts {
  readonly name: string;
  readonly bytes: number;
  readonly writtenAtMs: number;
}

/** The last file of another process is its current one, if it wrote to it so lately; those before it are closed. */
const IN_USE_MS = 60_000;

/**
 * Deletes what is too old, then the oldest files until the rest is within its size. INVARIANT: nothing is deleted because the
 * disk is full: what else fills it must not cost records.
 */
export async function pruneFolder(retention: Retention): Promise<void> {
  const { folder, limits, nowMs } = retention;
  const files = await auditFiles(retention);
  const lastOf = new Map(files.map(({ name }) => [writerOf(name), name]));
  let bytes = files.reduce((total, file) => total + file.bytes, 0);
  for (const { name, bytes: fileBytes, writtenAtMs } of files) {
    const ageMs = nowMs - writtenAtMs;
    const isSpent = ageMs > limits.maxAgeMs || bytes > limits.maxBytes;
    const isInUse = ageMs < IN_USE_MS && lastOf.get(writerOf(name)) === name;
    if (!isSpent || name === retention.current || isInUse) continue;
    await rm(join(folder, name), { force: true });
    bytes -= fileBytes;
  }
}

/** The oldest first: names begin with the time at which the file was begun. */
async function auditFiles({ folder, suffix }: Retention): Promise<readonly AuditFileFacts[]> {
  const names = (await readdir(folder)).filter((name) => fileSuffix(name) === suffix).sort();
  const files = await Promise.all(names.map((name) => factsOf(folder, name)));
  return files.filter((file) => file !== undefined);
}

/** `.unauthenticated.jsonl` of `2026-01-01T00-00-00-000Z-7-1.unauthenticated.jsonl`. */
function fileSuffix(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

/** The process id in `TIME-PID-N.jsonl`. */
function writerOf(name: string): string | undefined {
  return /-(\d+)-\d+\./.exec(name)?.[1];
}

/** Undefined where another process was faster to delete it. */
async function factsOf(folder: string, name: string): Promise<AuditFileFacts | undefined> {
  const facts = await stat(join(folder, name)).catch(() => undefined);
  return facts?.isFile() ? { name, bytes: facts.size, writtenAtMs: facts.mtimeMs } : undefined;
}
