import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { canonicalHeaders } from "./canonical-headers.ts";
import { canonicalPath } from "./canonical-path.ts";
import { canonicalQuery } from "./canonical-query.ts";
import { formatTimestamp, parseDateHeader, parseTimestamp } from "./timestamp.ts";
import { uriDecode, uriEncode, uriNormalize } from "./uri-encode.ts";

describe("canonicalPath", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    // raw, S3, others
    ["", "/", "/"],
    ["/", "/", "/"],
    ["/a%20b", "/a%20b", "/a%2520b"],
    ["/a//b/", "/a//b/", "/a/b/"],
    ["/a/./b/../c", "/a/./b/../c", "/a/c"],
    ["/..", "/..", "/"],
    ["/a/..", "/a/..", "/"],
    ["/a%2fb", "/a%2Fb", "/a%252fb"],
    ["/~u+*", "/~u%2B%2A", "/~u%2B%2A"],
    ["/%zz", "/%25zz", "/%25zz"],
  ];
  for (const [raw, s3, others] of cases) {
    it(JSON.stringify(raw), () => {
      assert.equal(canonicalPath(raw, "asItStands"), s3);
      assert.equal(canonicalPath(raw, "normalizedAndEncodedAgain"), others);
    });
  }
});

describe("canonicalQuery", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", ""],
    ["b=2&a=1", "a=1&b=2"],
    ["a-b=1&a=2", "a=2&a-b=1"],
    ["a=b&a=A&a=", "a=&a=A&a=b"],
    ["lifecycle", "lifecycle="],
    ["a=x+y&b=%2B", "a=x%20y&b=%2B"],
    ["a=1=2&&", "a=1%3D2"],
    ["%61=%c3%A9", "a=%C3%A9"],
    ["X-Amz-Signature=x&A=1", "A=1"],
  ];
  for (const [raw, expected] of cases) {
    it(JSON.stringify(raw), () => assert.equal(canonicalQuery(raw, ["X-Amz-Signature"]), expected));
  }

  it("is the same however the parameters are ordered", () => {
    const parameters = fc.array(fc.tuple(fc.string(), fc.string()));
    fc.assert(
      fc.property(parameters, fc.nat(), (pairs, by) => {
        const pieces = pairs.map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`);
        const at = pieces.length === 0 ? 0 : by % pieces.length;
        const turned = [...pieces.slice(at), ...pieces.slice(0, at)];
        assert.equal(canonicalQuery(turned.join("&"), []), canonicalQuery(pieces.join("&"), []));
      }),
    );
  });
});

describe("canonicalHeaders", () => {
  it("trims, folds and joins", () => {
    const headers = { a: ["  x   y\t z "], b: ["1", " 2 "], c: [""], d: ["one\r\n two"] };
    assert.equal(canonicalHeaders(headers, ["a", "b", "c", "d", "e"]), "a:x y z\nb:1,2\nc:\nd:one two\ne:\n");
  });
});

describe("uriNormalize", () => {
  it("undoes uriEncode and encodes alike what is spelled otherwise", () => {
    const bytes = fc.uint8Array({ maxLength: 20 }).map((array) => Buffer.from(array).toString("latin1"));
    fc.assert(
      fc.property(bytes, (text) => {
        const encoded = uriEncode(text);
        assert.equal(uriDecode(encoded), text);
        assert.equal(uriNormalize(encoded, "space"), encoded);
        assert.equal(
          uriNormalize(encoded.toLowerCase(), "plus"),
          uriEncode(uriDecode(encoded.toLowerCase())),
        );
      }),
    );
  });
});

describe("timestamps", () => {
  it("are read as they are written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (seconds) => {
        assert.equal(parseTimestamp(formatTimestamp(seconds * 1000)), seconds * 1000);
        assert.equal(parseDateHeader(new Date(seconds * 1000).toUTCString()), seconds * 1000);
      }),
    );
  });

  it("are refused where no calendar has them, and in any other form", () => {
    const wrong = [
      "20260230T000000Z",
      "20261301T000000Z",
      "20260101T240000Z",
      "20260101T006000Z",
      "20260101T000060Z",
    ];
    for (const text of [
      ...wrong,
      "20260100T000000Z",
      "2026-01-01T00:00:00Z",
      "20260101T000000",
      "2026O101T000000Z",
      "",
    ]) {
      assert.equal(parseTimestamp(text), undefined, text);
      assert.equal(parseDateHeader(text), undefined, text);
    }
    assert.equal(parseDateHeader("Sun, 17 Foo 2026 08:30:00 GMT"), undefined);
  });
});
