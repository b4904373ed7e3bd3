/** What `prepare` runs: writes everything that is generated and not committed. Prints nothing unless it fails. */
import { existsSync } from "node:fs";

/** Each module exports `generate`. */
const generators = [
  "../packages/contracts/generator/generate.ts",
  "../packages/policy/generator/generate.ts",
  // With words of the policies, which are made of what the one before writes.
  "../packages/managed-policies/generator/generate.ts",
  "../packages/console/generator/generate.ts",
  // Last: they are made of what the others write.
  "../packages/server/generator/generate.ts",
  "../packages/rolecall/generator/generate.ts",
] as const;

for (const path of generators) {
  const url = new URL(path, import.meta.url);
  if (!existsSync(url)) continue;
  const module: { generate(): void | Promise<void> } = await import(url.href);
  await module.generate();
}
