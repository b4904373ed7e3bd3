/** Whatever comes, it is refused, or the assertion is the one that was signed: no crash, no other answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { encrypted } from "./encryption/encrypt.test-support.ts";
import { posted, responseOf } from "./idp.test-support.ts";
import { idp, judge, provider } from "./judge.test-support.ts";
import { PRIVATE_KEYS } from "./keys.test-support.ts";
import { readMetadata } from "./metadata/read-metadata.ts";
import { SamlRefusal } from "./saml-refusal.ts";

const RUNS = { numRuns: 400 };
const genuine = responseOf(idp.signed({ attributes: { Role: ["one", "two"] } }));
const said = judge(posted(genuine));
const holder = { ...provider, privateKeys: [PRIVATE_KEYS.account] };

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

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly piece: string;
  /** Where a piece of the document itself is put in: what was wrapped stands elsewhere. */
  readonly from: number | undefined;
}

const edits = (size: number): fc.Arbitrary<readonly Edit[]> =>
  fc.array(
    fc.record({
      at: fc.nat(size),
      length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(2_000)),
      piece: fc.constantFrom(...PIECES),
      from: fc.option(fc.nat(size), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 4 },
  );

function edited(text: string, all: readonly Edit[]): string {
  return all.reduce((now, { at, length, piece, from }) => {
    const put = from === undefined ? piece : text.slice(from, from + length);
    return now.slice(0, at) + put + now.slice(at + (from === undefined ? length : 0));
  }, text);
}

function refusedOr<Answer>(ask: () => Answer): Answer | undefined {
  try {
    return ask();
  } catch (error) {
    assert.ok(error instanceof SamlRefusal, `${error instanceof Error ? error.stack : error}`);
    return undefined;
  }
}

test("a response that was changed anywhere says what was signed, or nothing", () => {
  fc.assert(
    fc.property(edits(genuine.length), (all) => {
      const answer = refusedOr(() => judge(posted(edited(genuine, all))));
      if (answer !== undefined) assert.deepEqual(answer, said);
    }),
    RUNS,
  );
});

test("so does one whose bytes were changed", () => {
  const bytes = Buffer.from(genuine);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const other = Buffer.from(bytes);
      other[at] = byte;
      const answer = refusedOr(() => judge(other.toString("base64")));
      if (answer !== undefined) assert.deepEqual(answer, said);
    }),
    RUNS,
  );
});

test("so does one whose assertion was changed, and then encrypted", () => {
  const signed = idp.signed({ attributes: {} });
  const plain = judge(posted(responseOf(signed)));
  fc.assert(
    fc.property(edits(signed.length), (all) => {
      const text = responseOf(encrypted(edited(signed, all), PRIVATE_KEYS.account));
      const answer = refusedOr(() => judge(posted(text), { provider: holder }));
      if (answer !== undefined) assert.deepEqual(answer, plain);
    }),
    { numRuns: 100 },
  );
});

test("any text is refused", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      assert.equal(
        refusedOr(() => judge(text)),
        undefined,
      );
      assert.equal(
        refusedOr(() => judge(posted(text))),
        undefined,
      );
    }),
    RUNS,
  );
});

test("metadata that was changed anywhere is read, or refused", () => {
  fc.assert(
    fc.property(edits(idp.metadata.length), (all) => {
      refusedOr(() => readMetadata(edited(idp.metadata, all)));
    }),
    RUNS,
  );
});
