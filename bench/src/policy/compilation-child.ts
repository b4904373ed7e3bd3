/** Run by compilation.ts. Prints CompilationFigures. */
import { type CompiledPolicy, compilePolicy, type Policy, parsePolicy } from "@rolecall/policy";
import { collectGarbage, rounded } from "../measure.ts";
import type { CompilationFigures } from "./compilation.ts";
import { readManagedPolicies } from "./managed-policies.ts";

const texts = readManagedPolicies();
collectGarbage();

const startedMs = performance.now();
const policies = texts.map((text): Policy => {
  const parsed = parsePolicy(text, "identity");
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return parsed.policy;
});
const parsedMs = performance.now();
const compiled: CompiledPolicy[] = policies.map(compilePolicy);
const compiledMs = performance.now();

collectGarbage();
const usedBefore = process.memoryUsage().heapUsed;
const count = compiled.length;
policies.length = 0;
compiled.length = 0;
collectGarbage();
const heldBytes = usedBefore - process.memoryUsage().heapUsed;

const figures: CompilationFigures = {
  totalMs: rounded(compiledMs - startedMs),
  parseMs: rounded(parsedMs - startedMs),
  compileMs: rounded(compiledMs - parsedMs),
  policies: count,
  kilobytesPerPolicy: rounded(heldBytes / 1024 / count),
};
process.stdout.write(JSON.stringify(figures));
