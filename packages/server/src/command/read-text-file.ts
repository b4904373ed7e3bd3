import { createReadStream } from "node:fs";
import { describeReadFailure } from "../describe-read-failure.ts";
import { Mistake } from "../mistake.ts";
import type { CommandIo } from "./command.ts";

/** What stands for standard input on a command line. */
export const STDIN = "-";

interface Limit {
  readonly bytesMax: number;
  /** What has at most so many bytes, for who gave more. */
  readonly largest: string;
}

/**
 * A file that a command line names, as it is.
 * @throws Mistake where it cannot be read, is not UTF-8 or is too large.
 */
export async function readTextFile(
  file: string,
  { stdin }: Pick<CommandIo, "stdin">,
  { bytesMax, largest }: Limit,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of openSource(file, stdin)) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > bytesMax) throw new Mistake(`${showName(file)} is larger than ${largest}.`);
    chunks.push(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Mistake(`${showName(file)} is not UTF-8.`);
  }
}

async function* openSource(file: string, stdin: CommandIo["stdin"]): AsyncIterable<Uint8Array | string> {
  try {
    yield* file === STDIN ? stdin : createReadStream(file);
  } catch (error) {
    throw new Mistake(`${showName(file)} cannot be read: ${describeReadFailure(error)}.`);
  }
}

export function showName(file: string): string {
  return file === STDIN ? "standard input" : file;
}
