/** Documents that were changed, at a few places, by pieces that readers of XML have stumbled over. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { idp } from "./judge.test-support.ts";
import { SamlRefusal } from "./saml-refusal.ts";

/** What hostile documents are made of. */
const PIECES = [
  ..."<>&\"'/=!?[]#: \n\0",
  ..."azAZ09\u00e9\u{1F600}\uFEFF\uFFFE",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?x ",
  "?>",
  "<!DOCTYPE x>",
  "&amp;",
  "&#0;",
  "&x;",
  ' xmlns="urn:x"',
  ' xmlns:saml="urn:x"',
  ' ID="_r1"',
  "<saml:Assertion>",
  "</saml:Assertion>",
  "<ds:Signature>",
  idp.assertion({ nameId: "eve" }),
];

export interface Edit {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
  /** Where a piece of the document itself is put in: what was wrapped stands elsewhere. */
  readonly from: number | undefined;
}

export const edits = (size: number): fc.Arbitrary<readonly Edit[]> =>
  fc.array(
    fc.record({
      at: fc.nat(size),
      length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(2_000)),
      piece: fc.constantFrom(...PIECES),
      from: fc.option(fc.nat(size), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  );

export function edited(text: string, all: readonly Edit[]): string {
  return all.reduce((now, { at, length, piece, from }) => {
    const put = from === undefined ? piece : text.slice(from, from + length);
    return now.slice(0, at) + put + now.slice(at + (from === undefined ? length : 0));
  }, text);
}

/** What is not refused; whatever else goes wrong is a crash. */
export function refusedOr<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (error) {
    assert.ok(error instanceof SamlRefusal, `${error instanceof Error ? error.stack : error}`);
    return undefined;
  }
}
