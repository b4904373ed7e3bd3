import { fileURLToPath } from "node:url";

/**
 * Inside node_modules, which is never committed, goes with `npm ci`, and is written by whom this checkout belongs to. A folder
 * that others can write to would not do: what stands in it is run.
 */
const FOLDER = fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url));

/**
 * An environment whose processes keep what Node compiled of a file until the file changes. Every test file is a process that
 * compiles the house anew: kept, that takes half of their processor time. Where the folder cannot be written Node goes
 * without. Who has set one, or has switched it off, is left alone; so is coverage, which counts less exactly with it.
 * https://nodejs.org/api/module.html#module-compile-cache
 */
export function withCompileCache(
  environment: NodeJS.ProcessEnv,
  options: readonly string[],
  folder = FOLDER,
): NodeJS.ProcessEnv {
  if (options.some((option) => option.includes("coverage"))) return environment;
  return { NODE_COMPILE_CACHE: folder, ...environment };
}
