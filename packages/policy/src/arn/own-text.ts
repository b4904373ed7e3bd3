/**
 * A text as a string of its own. What is cut from a document is, to V8, a view of the whole document: comparing views is
 * slow, and one of them keeps the document in memory.
 */
export function ownText(text: string): string {
  return Object.keys({ [text]: true })[0]!;
}
