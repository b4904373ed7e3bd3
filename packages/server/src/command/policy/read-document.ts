import { MAX_DOCUMENT_LENGTH } from "@rolecall/policy";
import type { CommandIo } from "../command.ts";
import { readTextFile } from "../read-text-file.ts";

export interface PolicyFile {
  /** As the command line names it; standard input is `-`. */
  readonly file: string;
  readonly text: string;
}

/** UTF-8 needs at most four bytes for a character. */
const BYTES_MAX = 4 * MAX_DOCUMENT_LENGTH;

/**
 * The text as it is, with a byte order mark if there is one: AWS would not take it.
 * @throws Mistake where the file cannot be read, is not UTF-8 or is larger than any policy.
 */
export async function readDocument(file: string, io: Pick<CommandIo, "stdin">): Promise<PolicyFile> {
  return { file, text: await readTextFile(file, io, { bytesMax: BYTES_MAX, largest: "any policy" }) };
}
