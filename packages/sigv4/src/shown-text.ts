/**
 * As much of a text as an answer repeats, with the whole length behind it where that is not all. What comes from a client has
 * no other bound than the request's, and an encoding may multiply it.
 */
export function shownText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength)}... (${text.length} characters)`;
}
