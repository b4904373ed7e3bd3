import { malformed } from "./saml-refusal.ts";

const UTC = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z$/;

/**
 * A point of time as SAML writes it: in UTC, with a Z. Source: SAML 2.0 Core, 1.3.3 "Time Values".
 * @returns milliseconds since 1970
 * @throws SamlRefusal where it is written otherwise, or is no time that there is
 */
export function readTime(text: string, what: string): number {
  const parts = UTC.exec(text);
  const time = parts === null ? Number.NaN : Date.parse(withMilliseconds(parts));
  // JavaScript takes the 31st of April for the 1st of May: the day must come back as it was.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== text.slice(0, 19))
    throw malformed(`${what} is no time in UTC: ${JSON.stringify(text.slice(0, 40))}.`);
  return time;
}

function withMilliseconds([text = "", , , , , , , fraction = ""]: RegExpExecArray): string {
  return `${text.slice(0, 19)}.${fraction.slice(0, 3).padEnd(3, "0")}Z`;
}
