/**
 * Widths in parts of the font's size, as DejaVu Sans has them: it is the widest of the fonts that may be drawn with, so that
 * nothing is wider than it was measured.
 */
const WIDTHS: readonly (readonly [characters: string, width: number])[] = [
  ["iljI.,:;|!' ", 0.34],
  ['ftr()[]-/\\"', 0.42],
  ["mMW@%", 1],
  ["wOQGDNHUC&", 0.82],
];
const LETTER = 0.64;
const CAPITAL = 0.72;
const WIDE = 1.05;
const BOLD = 1.1;
const MONOSPACE = 0.61;

export interface Face {
  readonly sizePx: number;
  readonly isBold?: true;
  readonly isMonospace?: true;
}

/** How wide a text is at most, in pixels. */
export function measureText(text: string, face: Face): number {
  let width = 0;
  for (const character of text) width += face.isMonospace ? MONOSPACE : widthOf(character);
  return width * face.sizePx * (face.isBold ? BOLD : 1);
}

function widthOf(character: string): number {
  const row = WIDTHS.find(([characters]) => characters.includes(character));
  if (row !== undefined) return row[1];
  if (character.codePointAt(0)! > 0x2e7f) return WIDE;
  return /\p{Lu}/u.test(character) ? CAPITAL : LETTER;
}

/** Cuts a text that is wider, and says so by an ellipsis. */
export function cutText(text: string, face: Face, widthPx: number): string {
  if (measureText(text, face) <= widthPx) return text;
  const room = widthPx - measureText("…", face);
  let kept = "";
  for (const character of text) {
    if (measureText(kept + character, face) > room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
