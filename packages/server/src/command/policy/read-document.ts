import { createReadStream } from "node:fs";
import { MAX_DOCUMENT_LENGTH } from "@rolecall/policy";
import { Mistake } from "../../mistake.ts";
import type { CommandIo } from "../command.ts";

export interface PolicyFile {
  /** As the command line names it; standard input is `-`. */
  readonly file: string;
  readonly text: string;
}

/** What stands for standard input on a command line. */
export const STDIN = "-";

/** UTF-8 needs at most four bytes for a character. */
const BYTES_MAX = 4 * MAX_DOCUMENT_LENGTH;

/**
 * The text as it is, with a byte order mark if there is one: AWS would not take it.
 * @throws Mistake where the file cannot be read, is not UTF-8 or is larger than any policy.
 */
export async function readDocument(file: string, { stdin }: Pick<CommandIo, "stdin">): Promise<PolicyFile> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of openSource(file, stdin)) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > BYTES_MAX) throw new Mistake(`${showName(file)} is larger than any policy.`);
    chunks.push(bytes);
  }
  try {
    return {
      file,
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)),
    };
  } catch {
    throw new Mistake(`${showName(file)} is not UTF-8.`);
  }
}

async function* openSource(file: string, stdin: CommandIo["stdin"]): AsyncIterable<Uint8Array | string> {
  try {
    yield* file === STDIN ? stdin : createReadStream(file);
  } catch (error) {
    throw new Mistake(`${showName(file)} cannot be read: ${(error as Error).message}.`);
  }
}

export function showName(file: string): string {
  return file === STDIN ? "standard input" : file;
}
