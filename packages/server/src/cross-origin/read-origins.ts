import { Mistake } from "../mistake.ts";

/** Pages of any origin. */
export const ANY_ORIGIN = "*";

/** Browsers send them whole with each question: more than these are no list that somebody keeps. */
const ORIGINS_MAX = 100;

/**
 * `--cors-origin https://app.example.com`, as often as needed, or `*`.
 * @throws Mistake that names what is no origin
 */
export function readOrigins(given: readonly string[]): ReadonlySet<string> {
  if (given.length > ORIGINS_MAX) throw new Mistake(`--cors-origin: there are more than ${ORIGINS_MAX}.`);
  for (const text of given) {
    if (text === ANY_ORIGIN || originOf(text) === text) continue;
    const meant = originOf(text);
    const hint = meant === undefined ? "" : ` ${meant} would be one.`;
    throw new Mistake(
      `--cors-origin: "${text}" is no origin as browsers send it, such as https://app.example.com or http://localhost:5173.${hint}`,
    );
  }
  return new Set(given);
}

/** Scheme, host and port, the port where it is not the scheme's own. */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // A pattern would never be what a browser sends.
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.host.includes("*")
    ? url.origin
    : undefined;
}
