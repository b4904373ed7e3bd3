import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeBase32, encodeBase32 } from "./base32.ts";

test("RFC 4648, section 10: Base32 without its padding", () => {
  const vectors = {
    f: "MY",
    fo: "MZXQ",
    foo: "MZXW6",
    foob: "MZXW6YQ",
    fooba: "MZXW6YTB",
    foobar: "MZXW6YTBOI",
  };
  for (const [text, base32] of Object.entries(vectors)) {
    assert.equal(encodeBase32(Buffer.from(text)), base32);
    assert.equal(Buffer.from(decodeBase32(base32) ?? []).toString(), text);
  }
});

test("Base32 is read as people write it, and nothing else is", () => {
  const foobar = new Uint8Array(Buffer.from("foobar"));
  for (const text of ["mzxw6ytboi", "MZXW6YTBOI======", "MZXW 6YTB OI", "mzxw-6ytb-oi"]) {
    assert.deepEqual(decodeBase32(text), foobar, text);
  }
  // A 1, a letter too many, bits that are over, and letters of elsewhere.
  for (const text of ["MZXW1YTBOI", "MZXW6YTBO", "MZ", "MZXW6YTBOİ", "M=ZXW6YTB"]) {
    assert.equal(decodeBase32(text), undefined, text);
  }
});

test("what is written in Base32 is read as it was", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.deepEqual(decodeBase32(encodeBase32(bytes)), bytes);
    }),
  );
});
