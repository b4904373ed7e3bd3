/** The policy bench: decisions beside Cedar's, and what an engine must not be slow or large at. See bench/README.md. */
import type { BenchOptions, ReportLine } from "../bench.ts";
import { runChild } from "./child.ts";
import { measureCompilation } from "./compilation.ts";
import { measureMemory } from "./memory.ts";
import { measurePackage } from "./package-size.ts";
import { measureUnseenActions } from "./unseen-action.ts";
import { measureWildcards } from "./wildcard.ts";
import { createWorkload, quotedSeed } from "./workload.ts";

/** All requests find room in the young generation, from which no collection scatters them. */
const ROOMY_NURSERY = ["--min-semi-space-size=64", "--max-semi-space-size=64"];

export async function run(options: BenchOptions): Promise<void> {
  const requestCount = options.quick ? 2_000 : 20_000;
  const rounds = options.quick ? 3 : 21;
  for (const name of ["small", "medium", "large"]) {
    const args = [name, String(requestCount), String(rounds)];
    options.report(await runChild<ReportLine>("decisions-child.ts", { args, flags: ROOMY_NURSERY }));
  }
  const large = createWorkload("large", { seed: quotedSeed, requestCount });
  options.report(measureUnseenActions(large, options));
  for (const line of measureWildcards()) options.report(line);
  options.report(await measureCompilation());
  options.report(await measureMemory());
  options.report(measurePackage());
}
