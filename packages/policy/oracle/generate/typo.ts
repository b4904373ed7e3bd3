import fc from "fast-check";

/** The text, or the text with one character put in, taken out or doubled: malformed in one respect, or just another value. */
export const withTypo = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.constant(text), weight: 6 },
    {
      arbitrary: fc
        .record({
          at: fc.nat(Math.max(0, text.length)),
          put: fc.constantFrom(
            "0",
            "1",
            "5",
            "9",
            ":",
            ".",
            "/",
            "-",
            "+",
            "=",
            "a",
            "Z",
            "T",
            "e",
            " ",
            "*",
            "?",
          ),
          taken: fc.nat(1),
        })
        .map(({ at, put, taken }) => text.slice(0, at) + put + text.slice(at + taken)),
      weight: 2,
    },
    { arbitrary: fc.nat(text.length).map((at) => text.slice(0, at) + text.slice(at + 1)), weight: 1 },
  );
