import { readFileSync } from "node:fs";

/** Whether a file could not be had because it is not there, or its folder is none. */
export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR";
}

/** The text of a file; "" where there is none, as when another process has just taken it away. */
export function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return "";
    throw error;
  }
}
