import { showText } from "./paint.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A text as it may stand in XML, between tags and in attributes: what XML cannot hold is shown as an escape. */
export function escapeXml(text: string): string {
  return showText(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** The words in lines of about so many characters, since SVG breaks none; a word that is longer is cut. */
export function wrapWords(text: string, length: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const cut = word.length > length ? `${word.slice(0, length - 1)}…` : word;
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + cut.length <= length)
      lines[lines.length - 1] = `${last} ${cut}`;
    else lines.push(cut);
  }
  return lines;
}

/** From its middle or its start at x; the first line's base at y, the others below. */
export function textLines(
  lines: readonly string[],
  { x, y, style }: { readonly x: number; readonly y: number; readonly style: string },
): string {
  const spans = lines.map(
    (line, at) => `<tspan x="${x}" y="${y + at * LINE_HEIGHT}">${escapeXml(line)}</tspan>`,
  );
  return `<text class="${style}">${spans.join("")}</text>`;
}

const LINE_HEIGHT = 15;
