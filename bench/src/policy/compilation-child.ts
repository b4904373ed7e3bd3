/** Run by compilation.ts. Prints CompilationFigures. */
import {
  type CompiledPolicy,
  compilePolicy,
  compilePolicySet,
  decide,
  type Policy,
  parsePolicy,
} from "@rolecall/policy";
import { collectGarbage, rounded } from "../measure.ts";
import type { CompilationFigures } from "./compilation.ts";
import { readManagedPolicies } from "./managed-policies.ts";
import { accountId } from "./written-request.ts";

const texts = readManagedPolicies();
const request = {
  principal: { kind: "user", accountId, arn: `arn:aws:iam::${accountId}:user/alice`, id: "AIDAALICE" },
  resource: "arn:aws:s3:::bucket",
  resourceAccountId: accountId,
  context: new Map<string, string>(),
} as const;
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
// What an engine puts off until it is asked is told as well.
for (const policy of compiled) {
  const action = policy.policy.statements[0]!.action.values[0]!.replaceAll("*", "X");
  decide({ ...request, action }, { identity: compilePolicySet([policy]) });
}
const askedMs = performance.now();

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
  firstQuestionsMs: rounded(askedMs - compiledMs),
  policies: count,
  kilobytesPerPolicy: rounded(heldBytes / 1024 / count),
};
process.stdout.write(JSON.stringify(figures));
