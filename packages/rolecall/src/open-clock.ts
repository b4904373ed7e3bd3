import type { Embedded } from "@rolecall/server/embedding";
import { asRolecallError } from "./as-rolecall-error.ts";
import type { Advance, RolecallClock } from "./rolecall.ts";
import { RolecallError } from "./rolecall-error.ts";

const UNITS_MS: Readonly<Record<keyof Advance, number>> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

/** An installation's clock, as programs move it. */
export function openClock(clock: Embedded["clock"]): RolecallClock {
  return {
    now: () => new Date(clock.now()),
    set: (time) => asRolecallError("clock", () => clock.set(new Date(time).getTime())),
    advance: (by) => asRolecallError("clock", () => clock.advance(millisecondsOf(by))),
  };
}

function millisecondsOf(by: Advance): number {
  const unknown = Object.keys(by).find((unit) => !Object.hasOwn(UNITS_MS, unit));
  if (unknown !== undefined) {
    const known = Object.keys(UNITS_MS).join(", ");
    throw new RolecallError(
      "clock",
      `The clock is advanced by ${known}, and not by ${JSON.stringify(unknown)}.`,
    );
  }
  const units = Object.entries(UNITS_MS) as readonly (readonly [keyof Advance, number])[];
  return units.reduce((sum, [unit, unitMs]) => {
    const count = by[unit] ?? 0;
    if (!(count >= 0))
      throw new RolecallError("clock", `advance: ${unit} is no number from 0 on. What is before is set.`);
    return sum + count * unitMs;
  }, 0);
}
