import { setTimeout as wait } from "node:timers/promises";
import type { ProgramSurroundings } from "../program/surroundings.ts";

/** What a source of credentials takes from outside. */
export function rotationParts({ clock, random }: Pick<ProgramSurroundings, "clock" | "random">) {
  return {
    clock,
    random: () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32,
    wait: (ms: number) => wait(ms, undefined, { ref: false }),
  };
}

/** How often what is due is looked for. */
const TICK_MS = 5_000;

/** Calls now and then until it is told to stop. Keeps no process alive. */
export function tickOften(tick: () => void): () => void {
  const timer = setInterval(tick, TICK_MS).unref();
  return () => clearInterval(timer);
}
