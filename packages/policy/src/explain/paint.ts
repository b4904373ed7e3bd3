/** How a piece of text is shown to a person. */
export type Tone = "good" | "bad" | "quiet" | "strong" | "named";

export type Paint = (tone: Tone, text: string) => string;

const CODES: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  good: [32, 39],
  bad: [31, 39],
  quiet: [2, 22],
  strong: [1, 22],
  named: [36, 39],
};

export const paintPlain: Paint = (_tone, text) => text;

/** ANSI colours (ECMA-48). */
export const paintAnsi: Paint = (tone, text) => {
  const [on, off] = CODES[tone];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};

/**
 * A text from a policy or a request, safe to show: control and formatting characters, which could make a terminal show
 * something else, appear as escapes, and so do U+FFFE and its like, which no XML can hold.
 */
export function showText(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
}
