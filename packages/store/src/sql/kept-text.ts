/**
 * What is written comes back as it was, on every engine: PostgreSQL has no NUL in texts, and UTF-8 no half of a surrogate pair,
 * which both engines would change without a word. What strangers send is refused before, by the patterns of its contract.
 * @throws Error naming the column, the character and its place
 */
export function assertKept(column: string, text: string): void {
  if (!text.includes("\0") && text.isWellFormed()) return;
  const at = text.search(/\0|\p{Surrogate}/u);
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
  throw new Error(`${column} cannot hold U+${code}, which stands at ${at}`);
}
