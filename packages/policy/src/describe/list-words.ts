/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], last: "and" | "or" = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** `1 action`, `2 actions`. */
export function countWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Its first letter in upper case; names such as `photos/*` and `aws:userid` stay as they are written. */
export function capitalize(text: string): string {
  return /^[^ ]*[.:/*$][^ ]/.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1);
}
