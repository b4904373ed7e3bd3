import {
  CONDITION_LENGTH_MAX,
  CONDITIONS_MAX,
  EVENT_FIELDS,
  readEventFilter,
} from "../audit/event-fields.ts";
import type { EventsAsked } from "../audit/find-events.ts";
import { Mistake } from "../mistake.ts";
import { readInstant } from "../read-instant.ts";

export interface AuditQuestion extends EventsAsked {
  readonly format: Format;
}

const FORMATS = ["json", "lines"] as const;
type Format = (typeof FORMATS)[number];

const LIMIT = { default: 1_000, most: 20_000 };
const OWN = ["text", "since", "limit", "format"];

/**
 * Reads `who=ana&action=CreateUser&since=60s&limit=10`: the fields of `rolecall audit grep`, and what is ours.
 * @throws Mistake that names the parameter
 */
export function readAuditQuestion(rawQuery: string, nowMs: number): AuditQuestion {
  const parameters = [...new URLSearchParams(rawQuery)];
  const given = new Map(parameters);
  const own = parameters.flatMap(([name]) => (OWN.includes(name) ? [name] : []));
  const fields = parameters.filter(([name]) => !OWN.includes(name));
  for (const [name, value] of parameters)
    if (name.length + value.length > CONDITION_LENGTH_MAX)
      throw new Mistake(`${name.slice(0, 40)}: is longer than ${CONDITION_LENGTH_MAX} characters.`);
  const twice = own.find((name, at) => own.indexOf(name) !== at);
  if (twice !== undefined) throw new Mistake(`${twice}: is given twice, and one counts.`);
  if (fields.length > CONDITIONS_MAX)
    throw new Mistake(`${fields.length} fields; ${CONDITIONS_MAX} are the most.`);
  const Query = given.get("text");
  return {
    Filters: fields.map(([name, value]) => {
      const filter = readEventFilter(name, value);
      if (filter !== undefined) return filter;
      throw new Mistake(`there is no "${name}": there are ${[...EVENT_FIELDS, ...OWN].join(", ")}.`);
    }),
    ...(Query !== undefined && { Query }),
    fromMs: readSince(given.get("since"), nowMs),
    limit: readLimit(given.get("limit")),
    format: readFormat(given.get("format")),
  };
}

/** A time, or so many seconds, minutes or hours ago. */
function readSince(text: string | undefined, nowMs: number): number {
  if (text === undefined) return 0;
  const [, count, unit = ""] = /^(\d{1,9})([smh])$/.exec(text) ?? [];
  const ms = count === undefined ? readInstant(text) : nowMs - Number(count) * UNITS_MS[unit]!;
  if (Number.isNaN(ms))
    throw new Mistake(`since: "${text}" is neither a time (2026-01-31T12:00:00Z) nor 90s, 5m or 1h ago.`);
  // Events have whole seconds: what happens a moment after this is not to be missed.
  return Math.floor(ms / 1_000) * 1_000;
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function readLimit(text: string | undefined): number {
  if (text === undefined) return LIMIT.default;
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > LIMIT.most)
    throw new Mistake(`limit: "${text}" is not a whole number from 1 to ${LIMIT.most}.`);
  return limit;
}

function readFormat(text = "json"): Format {
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new Mistake(`format: "${text}" is none of ${FORMATS.join(", ")}.`);
  return format;
}
