/** A hundred thousand principals, of whom many have the same policies: what the directory of an authorizer holds. */
import type { ReportLine } from "../bench.ts";
import { runChild } from "./child.ts";

export const measureMemory = async (): Promise<ReportLine> => ({
  case: "memory-100000-principals",
  ...(await runChild<MemoryFigures>("memory-child.ts")),
});

export interface MemoryFigures {
  readonly megabytes: number;
  readonly principals: number;
  readonly distinctSets: number;
  readonly policies: number;
}
