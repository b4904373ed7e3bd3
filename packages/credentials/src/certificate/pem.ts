/** Texts that carry binary values between lines of BEGIN and END. https://www.rfc-editor.org/rfc/rfc7468 */

export interface PemBlock {
  /** `CERTIFICATE` */
  readonly label: string;
  readonly der: Buffer;
}

const DASHES = "-----";

/** How many blocks a text begins, whatever is in them: asked before any of them is read, of whoever may send thousands. */
export function countPemBlocks(text: string): number {
  let count = 0;
  for (let at = text.indexOf(`${DASHES}BEGIN `); at >= 0; at = text.indexOf(`${DASHES}BEGIN `, at + 1))
    count++;
  return count;
}

/**
 * The blocks of a text that has nothing but blocks of these labels in it, with white space around them and around their lines.
 * @returns undefined for any other text, and for one without a block
 */
export function readPem(text: string, labels: readonly string[]): readonly PemBlock[] | undefined {
  const blocks: PemBlock[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const label = labels.find((each) => text.startsWith(beginOf(each), at));
    if (label === undefined) return undefined;
    const from = at + beginOf(label).length;
    const to = text.indexOf(endOf(label), from);
    const der = to < 0 ? undefined : decodeLines(text.slice(from, to));
    if (der === undefined) return undefined;
    blocks.push({ label, der });
    at = skipSpace(text, to + endOf(label).length);
  }
  return blocks.length === 0 ? undefined : blocks;
}

/** The block of a text that has this one alone. */
export function readPemBlock(text: string, labels: readonly string[]): PemBlock | undefined {
  const blocks = readPem(text, labels);
  return blocks?.length === 1 ? blocks[0] : undefined;
}

function beginOf(label: string): string {
  return `${DASHES}BEGIN ${label}${DASHES}`;
}

function endOf(label: string): string {
  return `${DASHES}END ${label}${DASHES}`;
}

const SPACE = " \t\r\n";

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.includes(text[at] as string)) at++;
  return at;
}

/** What stands between BEGIN and END: base64 on lines of its own, without headers. */
function decodeLines(text: string): Buffer | undefined {
  if (!/^[ \t\r]*\n/.test(text) || !/\n[ \t]*$/.test(text)) return undefined;
  const base64 = text
    .split("\n")
    .map((line) => line.trim())
    .join("");
  const isBase64 = base64 !== "" && base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64);
  return isBase64 ? Buffer.from(base64, "base64") : undefined;
}
