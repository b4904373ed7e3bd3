import { writeFileSync } from "node:fs";
import type { CommandIo } from "./command.ts";
import { explainSystemError } from "./system-error.ts";

/**
 * @param file `-` is standard output
 * @throws Mistake where it cannot be written
 */
export function writePicture(svg: string, file: string, { stdout, stderr }: CommandIo): void {
  if (file === "-") {
    stdout.write(svg);
    return;
  }
  try {
    writeFileSync(file, svg);
  } catch (error) {
    throw explainSystemError(error);
  }
  stderr.write(`${file} holds the picture now.\n`);
}
