import { renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Puts a text in the place of a file's, whole. INVARIANT: it is written to a file that was made for it, with its mode from the first
 * byte: whatever stands there already, a link or a file that others may read, is not written to.
 */
export function replaceFile(file: string, text: string, mode: number): void {
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { flag: "wx", mode });
  renameSync(draft, file);
}
