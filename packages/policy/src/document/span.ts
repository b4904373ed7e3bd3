/** A stretch of a document's text, as UTF-16 offsets from 0. `end` is just after the last character. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a document's text, for people. Line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/**
 * The line and column of an offset. Columns count UTF-16 code units; a line ends with LF, CRLF or a lone CR.
 * Computed on demand: parsing keeps offsets alone, since most documents never show a position to anyone.
 */
export function locate(text: string, offset: number): Position {
  const end = Math.min(Math.max(offset, 0), text.length);
  let line = 1;
  let lineStart = 0;
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    const endsLine = code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a);
    if (!endsLine) continue;
    line++;
    lineStart = at + 1;
  }
  return { line, column: end - lineStart + 1, offset: end };
}
