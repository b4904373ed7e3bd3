import { fileURLToPath } from "node:url";
import { writeBundle } from "./bundle.ts";

/** Bundles the program for a quick start; `bin/main.js` runs it for as long as the sources stay as they are. */
export function generate(): Promise<void> {
  return writeBundle({
    entry: fileURLToPath(new URL("../src/main.ts", import.meta.url)),
    folder: fileURLToPath(new URL("../generated/bundle", import.meta.url)),
  });
}
