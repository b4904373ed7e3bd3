/**
 * Dates of conditions: the W3C profile of ISO 8601 (`2026`, `2026-01`, `2026-01-31`, `2026-01-31T10:20Z`,
 * `2026-01-31T10:20:30.5+01:00`) or seconds since 1970. IAM User Guide, "Date condition operators".
 * Days, and milliseconds of a day, are small integers, so that comparing allocates nothing.
 */
import { isDigit, type Order, skipDigits } from "./decimal.ts";

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;
const INVALID = -(2 ** 30);
const POINT = 0x2e;
const ZERO = 0x30;

/** More digits than a double tells apart are no time that anybody means. */
const EPOCH_DIGITS_MAX = 15;

/** A time as days since 1970 and milliseconds of the day (0 to 86,399,999), both whole. */
export interface Instant {
  readonly days: number;
  readonly ms: number;
}

/** The instant that was read last; doubles in an array are not allocated. */
const read = new Float64Array(2);
const DAYS = 0;
const MS = 1;

/** Undefined for a text that is no date. For compiling: the result is allocated. */
export function parseInstant(text: string): Instant | undefined {
  return readInstant(text) ? { days: read[DAYS]!, ms: read[MS]! } : undefined;
}

/**
 * False for a text that is no date.
 * INVARIANT: what was read stands until the next call; nobody else's code runs between reading and comparing.
 */
export function readInstant(text: string): boolean {
  if (isEpochSeconds(text)) {
    const sinceMs = Math.trunc(Number(text) * 1000);
    const days = Math.floor(sinceMs / MS_PER_DAY);
    return keep(days, sinceMs - days * MS_PER_DAY);
  }
  const days = readDays(text);
  const ms = readMsOfDay(text);
  if (days === INVALID || ms === INVALID) return false;
  const carry = carryOf(ms);
  return keep(days + carry, ms - carry * MS_PER_DAY);
}

/** How the instant that was read last compares with another: -1 where it is earlier. */
export function compareReadInstant(bound: Instant): Order {
  if (read[DAYS] !== bound.days) return read[DAYS]! < bound.days ? -1 : 1;
  if (read[MS] === bound.ms) return 0;
  return read[MS]! < bound.ms ? -1 : 1;
}

function keep(days: number, ms: number): true {
  read[DAYS] = days;
  read[MS] = ms;
  return true;
}

/** The day before or after to which a zone moves a time of the day. */
function carryOf(ms: number): number {
  if (ms < 0) return -1;
  return ms >= MS_PER_DAY ? 1 : 0;
}

/** Four digits are a year: seconds have five or more, a minus sign or a fraction. */
function isEpochSeconds(text: string): boolean {
  const start = text[0] === "-" ? 1 : 0;
  const end = skipDigits(text, start);
  const digits = end - start;
  if (digits === 0 || digits > EPOCH_DIGITS_MAX) return false;
  if (end === text.length) return start === 1 || digits > 4;
  const fractionEnd = text.charCodeAt(end) === POINT ? skipDigits(text, end + 1) : end;
  return fractionEnd > end + 1 && fractionEnd === text.length;
}

/** Days from 1970-01-01 to the date part, which is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
function readDays(text: string): number {
  const year = readFixed(text, 0, 4);
  if (year === INVALID) return INVALID;
  if (text.length === 4) return daysFromCivil(year, 1, 1);
  const month = readField(text, "-", 4);
  if (month < 1 || month > 12) return INVALID;
  if (text.length === 7) return daysFromCivil(year, month, 1);
  const day = readField(text, "-", 7);
  return day >= 1 && day <= daysInMonth(year, month) ? daysFromCivil(year, month, day) : INVALID;
}

/** Milliseconds from the date's midnight UTC to the time part `Thh:mm[:ss[.fraction]](Z|±hh:mm)`; 0 without one. */
function readMsOfDay(text: string): number {
  if (text.length <= 10) return 0;
  const hour = readField(text, "T", 10);
  const minute = readField(text, ":", 13);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return INVALID;
  let at = 16;
  let ms = (hour * 60 + minute) * MS_PER_MINUTE;
  if (text[at] === ":") {
    const second = readField(text, ":", at);
    if (second < 0 || second > 59) return INVALID;
    ms += second * 1000;
    at += 3;
    if (text.charCodeAt(at) === POINT) {
      const end = skipDigits(text, at + 1);
      if (end === at + 1) return INVALID;
      ms += readMilliseconds(text, at + 1);
      at = end;
    }
  }
  const offset = readZoneMinutes(text, at);
  return offset === INVALID ? INVALID : ms - offset * MS_PER_MINUTE;
}

/** Minutes east of UTC of the zone that ends the text. */
function readZoneMinutes(text: string, at: number): number {
  const sign = text[at];
  if (sign === "Z") return at + 1 === text.length ? 0 : INVALID;
  if ((sign !== "+" && sign !== "-") || at + 6 !== text.length) return INVALID;
  const hours = readFixed(text, at + 1, 2);
  const minutes = readField(text, ":", at + 3);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return INVALID;
  return (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
}

/** The first three digits of a fraction of a second; the rest is cut. */
function readMilliseconds(text: string, from: number): number {
  let ms = 0;
  for (let at = from, weight = 100; weight >= 1 && isDigit(text.charCodeAt(at)); at++, weight /= 10) {
    ms += (text.charCodeAt(at) - ZERO) * weight;
  }
  return ms;
}

/** Two digits after a separator. */
function readField(text: string, separator: string, at: number): number {
  return text[at] === separator ? readFixed(text, at + 1, 2) : INVALID;
}

function readFixed(text: string, from: number, digits: number): number {
  let value = 0;
  for (let at = from; at < from + digits; at++) {
    const code = text.charCodeAt(at);
    if (!isDigit(code)) return INVALID;
    value = value * 10 + (code - ZERO);
  }
  return value;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : DAYS_IN_MONTH[month - 1]!;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const DAYS_BEFORE_1970 = 719_528;

/** Days of the proleptic Gregorian calendar, whose year 0 is a leap year. */
function daysFromCivil(year: number, month: number, day: number): number {
  const leapDays =
    Math.floor((year + 3) / 4) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return year * 365 + leapDays + DAYS_BEFORE_MONTH[month - 1]! + leapDay + (day - 1) - DAYS_BEFORE_1970;
}
