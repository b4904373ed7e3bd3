import { statfs } from "node:fs/promises";

const MEBIBYTE = 1024 * 1024;
const DEFAULT_SHARE = 10;
const DEFAULT_MAX_BYTES = 1024 * MEBIBYTE;
const DEFAULT_MIN_BYTES = 16 * MEBIBYTE;

interface FreeSpace {
  /** What may be written before the reserve is touched. Negative where it is. */
  readonly roomBytes: number;
  readonly freeBytes: number;
  readonly reserveBytes: number;
}

/** How much room a disk has beside what must stay free of it. */
export async function measureFreeSpace(folder: string, reserveBytes: number | undefined): Promise<FreeSpace> {
  const { bsize, blocks, bavail } = await statfs(folder);
  const freeBytes = bavail * bsize;
  const reserve = reserveBytes ?? defaultReserveBytes(blocks * bsize);
  return { freeBytes, reserveBytes: reserve, roomBytes: freeBytes - reserve };
}

/** A tenth of the disk, at most 1 GiB, at least what SQLite needs for its log; of a very small disk no more than half. */
function defaultReserveBytes(diskBytes: number): number {
  const share = Math.max(DEFAULT_MIN_BYTES, Math.min(DEFAULT_MAX_BYTES, diskBytes / DEFAULT_SHARE));
  return Math.floor(Math.min(share, diskBytes / 2));
}

/** The disk has room, and it is not for audit records. */
export class ReserveError extends Error {
  override readonly name = "ReserveError";
  constructor(folder: string, { freeBytes, reserveBytes }: FreeSpace) {
    super(
      `${inMebibytes(freeBytes)} MiB are free on the disk of ${folder}, and ${inMebibytes(reserveBytes)} MiB stay free for the database`,
    );
  }
}

function inMebibytes(bytes: number): string {
  return (bytes / MEBIBYTE).toFixed(0);
}
