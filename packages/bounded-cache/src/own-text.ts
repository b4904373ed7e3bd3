/**
 * The same text, holding nothing else: V8 keeps all of a text for as long as a piece that was cut from it, so that a key id of
 * twenty characters kept a header of thousands. For text that came off the wire, a byte a character; other text is given back.
 */
export function ownText(text: string): string {
  const own = Buffer.from(text, "latin1").toString("latin1");
  return own === text ? own : text;
}
