import { Mistake } from "./mistake.ts";

/** A day. */
const LONGEST_SECONDS = 86_400;

/** Whole seconds of an option, from 1 to a day. @throws Mistake that names the option */
export function readSeconds(name: string, text: string): number {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (seconds >= 1 && seconds <= LONGEST_SECONDS) return seconds;
  throw new Mistake(`${name}: "${text}" is no number of seconds from 1 to ${LONGEST_SECONDS}.`);
}
