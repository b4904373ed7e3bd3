import { readFileSync } from "node:fs";

/** A tour's seed, as it is handed out. */
export function readTourSeed(file: string): string {
  return readFileSync(new URL(`../../src/tours/seeds/${file}`, import.meta.url), "utf8");
}
