import { clientEnvironment, type Exported } from "./client-environment.ts";
import { renderForBash } from "./shells.ts";

/** What a POSIX shell runs so that AWS's clients talk to an installation. */
export function renderExports(exported: Exported): string {
  return renderForBash(clientEnvironment(exported));
}
