import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { encodeDocument } from "./policy-document.ts";

test("an encoded document has unreserved characters alone and decodes to what it was", () => {
  const anyText = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(anyText, (text) => {
      const encoded = encodeDocument(text);
      assert.match(encoded, /^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/);
      assert.equal(decodeURIComponent(encoded), text);
    }),
    { examples: [["!'()*"], ['{"Resource":"*"}']] },
  );
});
