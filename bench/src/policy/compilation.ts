/** All AWS-managed policies, from their JSON text to their compiled form, in a process that has run nothing else. */
import type { ReportLine } from "../bench.ts";
import { runChild } from "./child.ts";

/** A fresh process each, so that each is cold; the median of them is told. */
const childCount = 5;

export async function measureCompilation(): Promise<ReportLine> {
  const runs: CompilationFigures[] = [];
  for (let index = 0; index < childCount; index++) {
    runs.push(await runChild<CompilationFigures>("compilation-child.ts"));
  }
  runs.sort((left, right) => left.totalMs - right.totalMs);
  return { case: "compile-managed-policies-cold", ...runs[Math.floor(childCount / 2)]! };
}

export interface CompilationFigures {
  readonly totalMs: number;
  readonly parseMs: number;
  readonly compileMs: number;
  /** Not in the total. */
  readonly firstQuestionsMs: number;
  readonly policies: number;
  readonly kilobytesPerPolicy: number;
}
