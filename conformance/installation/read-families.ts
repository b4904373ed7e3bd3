import { readdirSync } from "node:fs";
import type { PermissionFamily } from "./permission-family.ts";

/** The families of rows in a folder: one a file, which exports it as `family`. */
export async function readFamilies<Stage>(
  folder: URL,
): Promise<ReadonlyMap<string, PermissionFamily<Stage>>> {
  const families = new Map<string, PermissionFamily<Stage>>();
  for (const file of readdirSync(folder).toSorted()) {
    const { family } = await import(new URL(file, folder).href);
    families.set(file.replace(".ts", ""), family);
  }
  return families;
}
