/** The policy bench: decisions beside Cedar's, and what an engine must not be slow or large at. See bench/README.md. */
import type { BenchOptions } from "../bench.ts";
import { measureCompilation } from "./compilation.ts";
import { measureDecisions } from "./decisions.ts";
import { measureMemory } from "./memory.ts";
import { measurePackage } from "./package-size.ts";
import { measureUnseenActions } from "./unseen-action.ts";
import { measureWildcards } from "./wildcard.ts";
import { createSmallWorkload, createWorkload } from "./workload.ts";

export async function run(options: BenchOptions): Promise<void> {
  const size = { seed: 20_240_501, requestCount: options.quick ? 2_000 : 20_000 };
  for (const workload of [
    createSmallWorkload(size),
    createWorkload("medium", size),
    createWorkload("large", size),
  ]) {
    options.report(measureDecisions(workload, options));
  }
  options.report(measureUnseenActions(createWorkload("large", size), options));
  for (const line of measureWildcards()) options.report(line);
  options.report(await measureCompilation());
  options.report(await measureMemory());
  options.report(measurePackage());
}
