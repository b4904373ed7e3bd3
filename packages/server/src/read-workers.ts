import { availableParallelism } from "node:os";
import { Mistake } from "./mistake.ts";

/** Each takes some 100 MB and connections of its own to a database. */
const MOST = 64;

/** `--workers 4`, or `auto`: one for each core that this process may use. */
export function readWorkers(text: string): number {
  if (text === "auto") return Math.min(availableParallelism(), MOST);
  const workers = Number(text);
  if (/^\d+$/.test(text) && workers >= 1 && workers <= MOST) return workers;
  throw new Mistake(`--workers: "${text}" is not a number from 1 to ${MOST}, nor "auto".`);
}
