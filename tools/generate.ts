/** What `prepare` runs: writes everything that is generated and not committed. Prints nothing unless it fails. */
import { existsSync } from "node:fs";

const nodeVersionMin = 26;

/** Each module exports `generate`. */
const generators = [
  "../packages/contracts/generator/generate.ts",
  "../packages/managed-policies/generator/generate.ts",
  // Last: it is made of what the others write.
  "../packages/server/generator/generate.ts",
] as const;

assertNodeVersion(process.versions.node);
for (const path of generators) {
  const url = new URL(path, import.meta.url);
  if (!existsSync(url)) continue;
  const module: { generate(): void | Promise<void> } = await import(url.href);
  await module.generate();
}

function assertNodeVersion(version: string): void {
  if (Number.parseInt(version, 10) >= nodeVersionMin) return;
  console.error(
    `Rolecall runs on Node ${nodeVersionMin} and this is Node ${version}. "npm ci" installs the right one into node_modules/.bin ` +
      "and npm's scripts use it; if it is not there, optional dependencies were left out.",
  );
  process.exit(1);
}
