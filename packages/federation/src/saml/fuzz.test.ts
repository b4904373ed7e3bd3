/** Whatever comes, it is refused, or the assertion is the one that was signed: no crash, no other answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { edited, edits, refusedOr } from "./edits.test-support.ts";
import { encrypted } from "./encryption/encrypt.test-support.ts";
import { posted, responseOf } from "./idp.test-support.ts";
import { idp, judge, provider } from "./judge.test-support.ts";
import { PRIVATE_KEYS } from "./keys.test-support.ts";
import { readMetadata } from "./metadata/read-metadata.ts";
import { fuzzResigned } from "./resigned.test-support.ts";

const RUNS = { numRuns: 400 };
const genuine = responseOf(idp.signed({ attributes: { Role: ["one", "two"] } }));
const said = judge(posted(genuine));
const holder = { ...provider, privateKeys: [PRIVATE_KEYS.account] };

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

/** The same ones each time: `npm run test:fuzz` looks for others. */
test("what was changed and then signed is read as another judge reads it, or refused", async () => {
  const count = { accepted: 0, refused: 0 };
  await fc.assert(fuzzResigned(count), { numRuns: 150, seed: 13 });
  assert.ok(count.accepted > 15 && count.refused > 15, JSON.stringify(count));
});
