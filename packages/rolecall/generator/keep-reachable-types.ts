import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Removes the declarations that nothing imports which `index.d.ts` leads to: those of what stands behind it name packages of ours. */
export function keepReachableTypes(folder: string): void {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, name] of text.matchAll(/ from "\.\/([\w-]+)\.ts"/g)) visit(`${name}.d.ts`);
  };
  visit("index.d.ts");
  for (const file of globSync("*.d.ts", { cwd: folder })) if (!reached.has(file)) rmSync(join(folder, file));
}
