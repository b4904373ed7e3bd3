import type { WrittenPageName } from "../navigation.ts";
import { writeErrors } from "./errors.ts";
import { writeMetrics } from "./metrics.ts";
import { writeOperations } from "./operations.ts";
import { writeSeedSchema } from "./seed-schema.ts";

/** Pages that nobody writes: they are what the program says of itself, in Markdown. */
const WRITTEN_PAGES: Readonly<Record<WrittenPageName, () => Promise<string>>> = {
  operations: writeOperations,
  "seed-schema": writeSeedSchema,
  metrics: writeMetrics,
  errors: writeErrors,
};

export function writeReferencePage(name: WrittenPageName): Promise<string> {
  return WRITTEN_PAGES[name]();
}
