/** Run by memory.ts. Prints MemoryFigures. */
import {
  type CompiledLayers,
  compileLayers,
  compilePolicy,
  decide,
  PolicySetCache,
  parsePolicy,
  type RequestPrincipal,
} from "@rolecall/policy";
import { collectGarbage, rounded } from "../measure.ts";
import type { MemoryFigures } from "./memory.ts";
import { projectCount, projectStatements } from "./project-statements.ts";
import { Random } from "./random.ts";
import { accountId } from "./written-request.ts";

const principalCount = 100_000;
const policiesPerPrincipal = 10;
/** Teams: the members of one have the same ten policies. */
const teamCount = 1_000;

collectGarbage();
const before = process.memoryUsage().heapUsed;

const random = new Random(1);
const compiled = Array.from({ length: projectCount }, (_, project) => {
  const document = { Version: "2012-10-17", Statement: projectStatements(project) };
  const parsed = parsePolicy(JSON.stringify(document), "identity");
  if (!parsed.ok) throw new Error(parsed.findings[0]!.message);
  return compilePolicy(parsed.policy);
});
const teams = Array.from({ length: teamCount }, () =>
  Array.from({ length: policiesPerPrincipal }, () => random.below(projectCount)),
);
const sets = new PolicySetCache();
const directory = new Map<
  string,
  { readonly principal: RequestPrincipal; readonly layers: CompiledLayers }
>();
for (let index = 0; index < principalCount; index++) {
  const name = `user-${index}`;
  const principal = {
    kind: "user",
    accountId,
    arn: `arn:aws:iam::${accountId}:user/${name}`,
    id: `AIDA${String(index).padStart(16, "0")}`,
  } as const;
  const identity = sets.intern(teams[index % teamCount]!.map((project) => compiled[project]!));
  directory.set(principal.arn, { principal, layers: compileLayers({ identity }) });
}

// Every principal asks, so that whatever is built on the first question is there.
const actions = ["s3:GetObject", "dynamodb:Query", "sqs:SendMessage"];
const context = new Map([["aws:username", "alice"]]);
for (const { principal, layers } of directory.values()) {
  for (const action of actions) {
    const resource = "arn:aws:s3:::project-001-data/a";
    decide({ principal, action, resource, resourceAccountId: accountId, context }, layers);
  }
}

collectGarbage();
const figures: MemoryFigures = {
  megabytes: rounded((process.memoryUsage().heapUsed - before) / 1024 / 1024),
  principals: directory.size,
  distinctSets: new Set([...directory.values()].map(({ layers }) => layers.layers.identity)).size,
  policies: compiled.length,
};
process.stdout.write(JSON.stringify(figures));
