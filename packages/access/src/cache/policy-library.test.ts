import assert from "node:assert/strict";
import { test } from "node:test";
import { allow } from "../records.test-support.ts";
import { createPolicyLibrary } from "./policy-library.ts";

const newLibrary = () => createPolicyLibrary({ documents: 2, bytes: 1e6, sets: 2, planBytes: 1_000_000 });

test("the same text is compiled once, and the same policies are the same set", () => {
  const library = newLibrary();
  const [a, b] = [library.compile(allow("a:A"), "identity"), library.compile(allow("b:B"), "identity")];
  assert.equal(library.compile(allow("a:A"), "identity"), a);
  assert.equal(library.setOf([a, b]), library.setOf([b, a]));
});

test("what is kept is bounded: the oldest makes room", () => {
  const library = newLibrary();
  const first = library.compile(allow("a:A"), "identity");
  for (const action of ["b:B", "c:C"]) library.compile(allow(action), "identity");
  assert.notEqual(library.compile(allow("a:A"), "identity"), first);
});

test("what is kept is bounded in bytes: long documents take more of it", () => {
  const library = createPolicyLibrary({ documents: 1_000, bytes: 500_000, sets: 2, planBytes: 1_000_000 });
  for (let index = 0; index < 100; index += 1) {
    library.compile(allow(`a:${"A".repeat(2_000)}${index}`), "session");
    assert.ok(library.bytes <= 500_000 && library.bytes > 0);
  }
});

test("a document that does not parse is never left out", () => {
  assert.throws(
    () => newLibrary().compile("{}", "identity"),
    /^Error: A saved identity policy does not parse/,
  );
});
