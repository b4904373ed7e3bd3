import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROTATE_AFTER_MS } from "../audit-file.ts";
import type { OpenVolume, Volume, Volumes } from "./volume.ts";

/** The files of a data folder's audit log, of all processes that write there. */
export function folderVolumes(folder: string): Volumes {
  return {
    async list() {
      const names = await readdir(folder).catch(() => []);
      return names.flatMap((name) => {
        const begunAtMs = begunAt(name);
        return Number.isNaN(begunAtMs) ? [] : [fileVolume(folder, name, begunAtMs)];
      });
    },
  };
}

/** `2026-01-01T00-00-00-000Z-PID-N.jsonl`, also of requests that authenticated nobody. */
const FILE_NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)-\d+-\d+(?:\.unauthenticated)?\.jsonl$/;

/** When a file was begun, by its name; NaN where it is none of the log. */
function begunAt(name: string): number {
  const [, hour, minute, second, rest] = FILE_NAME.exec(name) ?? [];
  return hour === undefined ? Number.NaN : Date.parse(`${hour}:${minute}:${second}.${rest}`);
}

function fileVolume(folder: string, name: string, begunAtMs: number): Volume {
  const path = join(folder, name);
  return {
    name,
    begunAtMs,
    async newestAtMs() {
      const { mtimeMs = begunAtMs } = (await stat(path).catch(() => undefined)) ?? {};
      // The disk's clock is not the one that names files: where it is behind, it tells nothing.
      return mtimeMs < begunAtMs
        ? begunAtMs + ROTATE_AFTER_MS
        : Math.min(mtimeMs, begunAtMs + ROTATE_AFTER_MS);
    },
    async open(): Promise<OpenVolume | undefined> {
      const handle = await open(path, "r").catch(() => undefined);
      if (handle === undefined) return undefined;
      const { size } = await handle.stat();
      return {
        size,
        async read(start, end) {
          const { buffer, bytesRead } = await handle.read(
            Buffer.allocUnsafe(end - start),
            0,
            end - start,
            start,
          );
          return buffer.subarray(0, bytesRead);
        },
        close: () => handle.close(),
      };
    },
  };
}
