/** Longer patterns are not compared: comparing takes their product. */
const LENGTH_MAX = 256;

/** A run of any text without a colon, in a form of ARNs. */
export const RUN_WITHOUT_COLON = "\u0001";
/** A run of any text without a slash. */
export const RUN_WITHOUT_SLASH = "\u0002";

const STAR = "*".charCodeAt(0);
const QUESTION_MARK = "?".charCodeAt(0);

/** The character that a run does not hold, by the character that stands for the run. */
const EXCLUDED: ReadonlyMap<number, number> = new Map([
  [STAR, -1],
  [RUN_WITHOUT_COLON.charCodeAt(0), ":".charCodeAt(0)],
  [RUN_WITHOUT_SLASH.charCodeAt(0), "/".charCodeAt(0)],
]);

/**
 * Whether some text matches two patterns of `*` and `?`; the first may have the runs above too. Never wrongly false: true for
 * patterns longer than anyone writes. Takes time in the product of their lengths.
 */
export function overlaps(form: string, pattern: string): boolean {
  if (form.length > LENGTH_MAX || pattern.length > LENGTH_MAX) return true;
  // row[j]: what is read of `form` and the first j characters of `pattern` match some text.
  const row = new Uint8Array(pattern.length + 1);
  row[0] = 1;
  for (let at = 0; at < pattern.length && pattern[at] === "*"; at++) row[at + 1] = 1;
  for (let at = 0; at < form.length; at++) readOn(row, form.charCodeAt(at), pattern);
  return row[pattern.length] === 1;
}

/** The row after one more character of the form. */
function readOn(row: Uint8Array, code: number, pattern: string): void {
  const excluded = EXCLUDED.get(code);
  let diagonal = row[0]!;
  if (excluded === undefined) row[0] = 0;
  for (let at = 0; at < pattern.length; at++) {
    const other = pattern.charCodeAt(at);
    const without = row[at + 1]!;
    const before = row[at]!;
    // A run matches nothing, or what stands in the other pattern as well.
    if (other === STAR) row[at + 1] = without | before;
    else if (excluded !== undefined) row[at + 1] = other === excluded ? without : without | before;
    else row[at + 1] = code === other || code === QUESTION_MARK || other === QUESTION_MARK ? diagonal : 0;
    diagonal = without;
  }
}
