import { closeSync, constants, fstatSync, openSync, write } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { TextOutput } from "./line-queue.ts";

/** How often it is tried again where nothing is taken. */
const RETRY_MS = 20;

/**
 * Standard output, without ever waiting for it: node's own stream holds the whole process while a terminal is stopped (Ctrl-S). Terminals and
 * pipes are opened once more, so that what else the process writes, and other processes on the same terminal, do as before.
 */
export function openStandardOutput(descriptor = 1): TextOutput {
  const own = openAnew(descriptor);
  let isClosed = false;
  return {
    async write(text) {
      for (let bytes = Buffer.from(text); bytes.length > 0 && !isClosed; ) {
        const written = await writeSome(own ?? descriptor, bytes);
        if (written === 0) await wait(RETRY_MS, undefined, { ref: false });
        bytes = bytes.subarray(written);
      }
    },
    close() {
      isClosed = true;
      if (own !== undefined) closeSync(own);
    },
  };
}

/** Undefined for files, which never make anybody wait, and where the system does not open it again. */
function openAnew(descriptor: number): number | undefined {
  const stat = fstatSync(descriptor);
  if (!stat.isCharacterDevice() && !stat.isFIFO()) return undefined;
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
    return openSync(`/dev/fd/${descriptor}`, flags);
  } catch {
    return undefined;
  }
}

/** How many bytes were taken; 0 where none are now. */
function writeSome(descriptor: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    write(descriptor, bytes, 0, bytes.length, null, (error, written) => {
      if (error === null) resolve(written);
      else if (error.code === "EAGAIN") resolve(0);
      else reject(error);
    });
  });
}
