/** `POST /_rolecall/clock` of an installation that keeps nothing. */
import type { Answer } from "@rolecall/edge";
import { Mistake } from "../mistake.ts";
import { readInstant } from "../read-instant.ts";
import { ClockError, type MovableClock } from "./movable-clock.ts";

/** What a request may ask for: one of these, or nothing. */
const MEMBERS: ReadonlySet<string> = new Set(["advanceSeconds", "now"]);

/** Moves the clock as the body says, and answers where it stands. What is wrong with the body is told, and moves nothing. */
export function answerClock(clock: MovableClock, body: Uint8Array): Answer {
  try {
    moveClock(clock, readBody(body));
  } catch (error) {
    if (error instanceof Mistake) return json(400, { message: error.message });
    throw error;
  }
  return json(200, {
    now: new Date(clock.now()).toISOString(),
    movedSeconds: Math.round(clock.movedMs() / 1_000),
  });
}

/** Several processes have a clock each. */
export function refuseClock(): Answer {
  const message = "The clock stays where it is: of several processes (--workers) each has its own.";
  return json(409, { message });
}

function moveClock(clock: MovableClock, { advanceSeconds, now }: Readonly<Record<string, unknown>>): void {
  if (advanceSeconds !== undefined && now !== undefined)
    throw new ClockError("advanceSeconds and now exclude each other.");
  if (advanceSeconds !== undefined) {
    if (!Number.isSafeInteger(advanceSeconds) || Number(advanceSeconds) < 0)
      throw new ClockError("advanceSeconds: this is no whole number of seconds from 0 on.");
    clock.advance(Number(advanceSeconds) * 1_000);
  }
  if (now !== undefined) {
    const epochMs = typeof now === "string" ? readInstant(now) : Number.NaN;
    if (Number.isNaN(epochMs))
      throw new ClockError("now: this is no date and time with a time zone, such as 2026-01-31T12:00:00Z.");
    clock.set(epochMs);
  }
}

/** Nothing at all asks for nothing. */
function readBody(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  const value = parse(body);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ClockError('the body is no JSON object, such as {"advanceSeconds":3600}.');
  const unknown = Object.keys(value).find((name) => !MEMBERS.has(name));
  if (unknown === undefined) return value as Readonly<Record<string, unknown>>;
  throw new ClockError(
    `${JSON.stringify(unknown.slice(0, 100))} is not known here; there are advanceSeconds and now.`,
  );
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { "Content-Type": "application/json" }, body: `${JSON.stringify(value)}\n` };
}
