import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createDatabase } from "../../packages/store/engines/postgres/server.test-support.ts";
import { type ChildInstallation, startChild } from "./child-process.ts";
import type { EngineName } from "./racing-writers.ts";

interface TwoNodes {
  readonly engine: EngineName;
  readonly seed: object;
  readonly args?: readonly string[];
}

/** Two processes on one store, until the test ends. @returns the one that whoever has this number asks */
export async function startTwoNodes(context: TestContext, { engine, seed, args = [] }: TwoNodes) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-nodes-"));
  const seedFile = join(folder, "seed.json");
  writeFileSync(seedFile, JSON.stringify(seed));
  const database = engine === "postgres" ? await createDatabase() : undefined;
  const all = ["--data", folder, ...(database ? ["--database", database.url] : []), ...args];
  const nodes: ChildInstallation[] = [];
  context.after(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  nodes.push(await startChild([...all, "--seed", seedFile]));
  nodes.push(await startChild(all));
  return (nth: number) => ({ endpoint: nodes[nth % nodes.length]!.endpoint, clockOffsetMs: () => 0 });
}
