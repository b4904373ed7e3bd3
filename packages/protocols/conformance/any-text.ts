import fc from "fast-check";

const surrogates = { first: 0xd800, count: 0x800 };
const lastCharacter = 0x10ffff;

/** Any character of Unicode. fast-check's own unit "binary" takes seconds to set up. */
const anyCharacter = fc
  .nat(lastCharacter - surrogates.count)
  .map((code) => String.fromCodePoint(code < surrogates.first ? code : code + surrogates.count));

export function anyText(lengths: {
  readonly minLength?: number;
  readonly maxLength: number;
}): fc.Arbitrary<string> {
  return fc.string({ unit: anyCharacter, ...lengths });
}
