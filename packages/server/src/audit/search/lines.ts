const NEW_LINE = 0x0a;
const TIME_MEMBER = Buffer.from('"eventTime":"');
/** `2026-01-01T00:00:00Z` */
const TIME_LENGTH = 20;

export interface Line {
  /** Where it begins, within its block. */
  readonly start: number;
  readonly bytes: Buffer;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Whole lines of the audit log, from the last to the first. Lines that have not all the texts that are sought are passed over
 * without being taken apart: looking for a text costs next to nothing.
 */
export class Lines {
  readonly #bytes: Buffer;
  readonly #texts: readonly Buffer[];
  #end: number;

  /** @param bytes each line with its end */
  constructor(bytes: Buffer, texts: readonly Buffer[]) {
    this.#bytes = bytes;
    this.#texts = texts;
    this.#end = bytes.length;
  }

  /** Where what was not looked at yet ends. */
  get end(): number {
    return this.#end;
  }

  /** The line before, of those that have all texts. */
  previous(): Line | undefined {
    const [first, ...others] = this.#texts;
    while (this.#end > 0) {
      const found = first === undefined ? this.#end - 1 : this.#bytes.lastIndexOf(first, this.#end - 1);
      if (found < 0) break;
      const start = startOfLine(this.#bytes, found);
      const end = this.#bytes.indexOf(NEW_LINE, found);
      this.#end = start;
      const bytes = this.#bytes.subarray(start, end);
      const at = timeOf(bytes);
      if (!Number.isNaN(at) && others.every((text) => bytes.includes(text))) return { start, bytes, at };
    }
    this.#end = 0;
    return undefined;
  }

  /** Of the first line that has a time; NaN where none has. */
  get oldestAt(): number {
    for (let start = 0; start < this.#bytes.length; ) {
      const end = this.#bytes.indexOf(NEW_LINE, start);
      const at = timeOf(this.#bytes.subarray(start, end));
      if (!Number.isNaN(at)) return at;
      start = end + 1;
    }
    return Number.NaN;
  }
}

/** @param within somewhere in the line, or at its end */
function startOfLine(bytes: Buffer, within: number): number {
  return within === 0 ? 0 : bytes.lastIndexOf(NEW_LINE, within - 1) + 1;
}

/**
 * When it happened; NaN where the line does not tell. The first member of this name is the record's own: only who called stands before
 * it, and a quote within a text is escaped.
 */
export function timeOf(line: Buffer): number {
  const found = line.indexOf(TIME_MEMBER);
  if (found < 0) return Number.NaN;
  const start = found + TIME_MEMBER.length;
  return Date.parse(line.toString("latin1", start, start + TIME_LENGTH));
}
