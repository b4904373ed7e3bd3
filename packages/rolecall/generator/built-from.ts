import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const FILE = fileURLToPath(new URL("../generated/built-from.json", import.meta.url));

interface BuiltFrom {
  /** From the repository's root. */
  readonly paths: readonly string[];
  readonly sha256: string;
}

/** Whether every file that the package was made from holds what it held then. Dates say nothing: generators write anew what is the same. */
export function isUpToDate(): boolean {
  try {
    const { paths, sha256 }: BuiltFrom = JSON.parse(readFileSync(FILE, "utf8"));
    return hashFiles(paths) === sha256;
  } catch {
    // It was never made, or something that it was made from is gone.
    return false;
  }
}

/** Last of all, so that it is never there beside a package that is half made. */
export function keepInputs(paths: readonly string[]): void {
  const built: BuiltFrom = { paths, sha256: hashFiles(paths) };
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify(built));
}

function hashFiles(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths)
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(ROOT, path)));
  return hash.digest("hex");
}
