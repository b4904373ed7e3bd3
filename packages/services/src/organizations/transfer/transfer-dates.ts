/** When a transfer may start and end. Source: Organizations API Reference, InvalidInputException, START_DATE_… and END_DATE_…. */
import type { EpochMilliseconds } from "@rolecall/store";
import { invalidInput } from "../error.ts";
import { endOfMonth, isStartOfDay, startOfMonth } from "./month.ts";
import { acceptedBefore } from "./transfer-state.ts";

/** The first day of the next month, or of the one after it. @throws InvalidInputException */
export function checkStart(startsAt: EpochMilliseconds, now: EpochMilliseconds): void {
  if (Number.isNaN(startsAt)) throw invalidInput("INVALID_START_DATE");
  if (!isStartOfDay(startsAt)) throw invalidInput("START_DATE_NOT_BEGINNING_OF_DAY");
  if (startsAt !== startOfMonth(startsAt, 0)) throw invalidInput("START_DATE_NOT_BEGINNING_OF_MONTH");
  const isTooEarly = startsAt < startOfMonth(now, 1) || acceptedBefore(startsAt) <= now;
  if (isTooEarly) throw invalidInput("START_DATE_TOO_EARLY");
  if (startsAt > startOfMonth(now, 2)) throw invalidInput("START_DATE_TOO_LATE");
}

/**
 * The last millisecond of this month, or of the next; of this month where none is given.
 * @throws InvalidInputException. AWS has no reason of its own for an end that is too late.
 */
export function readEnd(endsAt: EpochMilliseconds | undefined, now: EpochMilliseconds): EpochMilliseconds {
  const earliest = endOfMonth(now, 0);
  if (endsAt === undefined) return earliest;
  if (Number.isNaN(endsAt)) throw invalidInput("INVALID_END_DATE");
  if (endsAt !== endOfMonth(endsAt, 0)) throw invalidInput("END_DATE_NOT_END_OF_MONTH");
  if (endsAt < earliest) throw invalidInput("END_DATE_TOO_EARLY");
  if (endsAt > endOfMonth(now, 1)) throw invalidInput("INVALID_END_DATE");
  return endsAt;
}
