import type { HeaderValues } from "./request.ts";

const WHITE_SPACE = /[ \t\r\n]+/g;

/** No white space at the ends, and one space where there were several, or where a line was folded. */
function normalizeValue(value: string): string {
  if (isNormal(value)) return value;
  return value.replace(WHITE_SPACE, " ").replace(/^ | $/g, "");
}

// Almost every value is normal already; finding that out by search is several times faster than a regular expression.
function isNormal(value: string): boolean {
  return (
    !value.includes("  ") &&
    !value.includes("\t") &&
    !value.includes("\n") &&
    !value.includes("\r") &&
    value.charCodeAt(0) !== 0x20 &&
    value.charCodeAt(value.length - 1) !== 0x20
  );
}

/**
 * Step 1c, the canonical headers: a line for each signed header, in the order of the claim, its values joined by commas.
 * A signed header that did not arrive has a line with no value, so that a header lost on the way is a mismatch.
 */
export function canonicalHeaders(headers: HeaderValues, signedHeaders: readonly string[]): string {
  let lines = "";
  for (const name of signedHeaders) {
    const values = headers[name];
    if (values === undefined) lines += `${name}:\n`;
    else if (values.length === 1) lines += `${name}:${normalizeValue(values[0] as string)}\n`;
    else lines += `${name}:${values.map(normalizeValue).join(",")}\n`;
  }
  return lines;
}
