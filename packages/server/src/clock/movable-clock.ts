import type { Clock } from "../installation/installation.ts";
import { Mistake } from "../mistake.ts";

/** The clock was to stand where it cannot. */
export class ClockError extends Mistake {
  override readonly name = "ClockError";
}

/** A clock that runs like the machine's, from wherever it was put. */
export interface MovableClock {
  /** Milliseconds since 1970. */
  readonly now: Clock;
  /** How far it is ahead of the machine's; negative where it is behind. */
  readonly movedMs: () => number;
  /** @throws ClockError for a time outside of this century */
  set(epochMs: number): void;
  /** @throws ClockError where that is no number of milliseconds from 0 on, or leads out of this century */
  advance(milliseconds: number): void;
  /** Back to the machine's. */
  restore(): void;
}

/** Times have four digits of a year on the wire, and AWS's policies, keys and certificates none before these. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const END_MS = Date.UTC(2100, 0, 1);

export function createMovableClock(machine: Clock): MovableClock {
  let movedMs = 0;
  const now = () => machine() + movedMs;
  const set = (epochMs: number) => {
    if (!(epochMs >= FIRST_MS && epochMs < END_MS))
      throw new ClockError(`the clock can be set from 2000 to 2099, and not to ${describeTime(epochMs)}.`);
    movedMs = epochMs - machine();
  };
  return {
    now,
    movedMs: () => movedMs,
    set,
    advance(milliseconds) {
      if (!(milliseconds >= 0))
        throw new ClockError(
          `the clock can be advanced by 0 or more, and not by ${milliseconds}: what is before is set.`,
        );
      set(now() + milliseconds);
    },
    restore() {
      movedMs = 0;
    },
  };
}

function describeTime(epochMs: number): string {
  const time = new Date(epochMs);
  return Number.isNaN(time.getTime()) ? "a time that is none" : time.toISOString();
}
