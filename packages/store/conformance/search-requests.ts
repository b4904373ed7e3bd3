/** Requests of searches, made at random of what may be asked. */
import fc from "fast-check";
import type { SearchCondition, SearchRequest } from "../src/records/search.ts";
import { CREATED_AT } from "./samples.ts";

/** What kind of thing a property is. */
export type PropertyKind = "text" | "texts" | "number" | "flag";

interface Asked<Property extends string, Part extends string> {
  readonly kinds: Readonly<Record<Property, PropertyKind>>;
  /** Texts that find something, and that find nothing. */
  readonly words: readonly string[];
  readonly parts: readonly Part[];
}

export function searchRequests<Property extends string, Part extends string>({
  kinds,
  words,
  parts,
}: Asked<Property, Part>): fc.Arbitrary<SearchRequest<Property, Part>> {
  const named = Object.entries(kinds) as [Property, PropertyKind][];
  const ofKind = (...wanted: PropertyKind[]) =>
    named.filter(([, kind]) => wanted.includes(kind)).map(([property]) => property);
  const word = fc.constantFrom(...words);
  const condition: fc.Arbitrary<SearchCondition<Property>> = fc.oneof(
    fc.record({
      property: fc.constantFrom(...ofKind("text", "texts")),
      operator: fc.constantFrom("=" as const, "!=" as const, ":" as const, "!:" as const),
      value: word,
    }),
    fc.record({
      property: fc.constantFrom(...ofKind("number")),
      operator: fc.constantFrom("<" as const, ">" as const),
      value: fc.nat(5).map((step) => CREATED_AT + step * 1000),
    }),
    ...(ofKind("flag").length === 0
      ? []
      : [
          fc.record({
            property: fc.constantFrom(...ofKind("flag")),
            operator: fc.constantFrom("=" as const, "!=" as const),
            value: fc.boolean(),
          }),
        ]),
  );
  return fc.record({
    conditions: fc.array(condition, { maxLength: 3 }),
    text: fc.option(
      fc.record({
        value: word,
        properties: fc.subarray(ofKind("text", "texts"), { minLength: 0 }),
      }),
      { nil: undefined },
    ),
    sortBy: fc.constantFrom(...ofKind("text", "number", "flag")),
    isDescending: fc.boolean(),
    offset: fc.nat(4),
    limit: fc.integer({ min: 1, max: 9 }),
    parts: fc.constant(parts),
  });
}
