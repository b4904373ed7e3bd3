/**
 * Wildcards, as IAM User Guide "IAM JSON policy elements: Resource" and "Condition operators" describe them: `*` is any
 * run of characters, `?` any single one. A pattern is a list of tokens, so that text which a variable brought in can never
 * be taken for a wildcard.
 */

export type Token =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "one"; readonly crossesColons: boolean }
  | { readonly kind: "run"; readonly crossesColons: boolean };

export const literal = (text: string): readonly Token[] =>
  text.split("").map((character) => ({ kind: "character", character }));

/** Wildcards that may match any character, colons too. */
export const wildcards = (text: string): readonly Token[] =>
  text.split("").map((character): Token => {
    if (character === "*") return { kind: "run", crossesColons: true };
    if (character === "?") return { kind: "one", crossesColons: true };
    return { kind: "character", character };
  });

/** Follows every way to match at once: the set of places in the text that the tokens so far can have reached. */
export function matches(tokens: readonly Token[], text: string): boolean {
  let places = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const place of places) {
      for (const reached of placesAfter(token, text, place)) next.add(reached);
    }
    places = next;
  }
  return places.has(text.length);
}

function placesAfter(token: Token, text: string, place: number): readonly number[] {
  const accepts = (at: number) => {
    const character = text[at];
    if (character === undefined) return false;
    if (token.kind === "character") return character === token.character;
    return token.crossesColons || character !== ":";
  };
  if (token.kind !== "run") return accepts(place) ? [place + 1] : [];
  const places = [place];
  for (let at = place; accepts(at); at++) places.push(at + 1);
  return places;
}
