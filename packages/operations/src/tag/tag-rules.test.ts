import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tag } from "@rolecall/store";
import fc from "fast-check";
import { commonError } from "../refuse/common-error.ts";
import { mergeTags, newTags, removeTags } from "./stored-tags.ts";
import { readTags, type StoredTagRules } from "./tag-rules.ts";
import { tagsToWire } from "./wire-tag.ts";

function rules(foldsCase: boolean): StoredTagRules {
  return {
    foldsCase,
    reservedKey: () => commonError("validationError", "reserved"),
    duplicateKey: () => commonError("validationError", "duplicate"),
    tooMany: (limit) => commonError("validationError", `more than ${limit}`),
  };
}

const [folded, exact] = [rules(true), rules(false)];
const wire = (...keys: string[]) => keys.map((Key) => ({ Key, Value: `of ${Key}` }));
const kept = (...keys: string[]) => keys.map((key) => ({ key, value: `of ${key}` }));

test("tags are read as they were sent, and none where none were sent", () => {
  assert.deepEqual(readTags(wire("Team", "xaws:"), folded), kept("Team", "xaws:"));
  assert.deepEqual(readTags(undefined, folded), []);
});

test("the first key that is reserved, in any case, or was there before is refused", () => {
  for (const Key of ["aws:x", "AWS:x", "aWs:"]) {
    assert.throws(() => readTags(wire("a", Key, "a"), exact), { message: "reserved" });
    assert.throws(() => readTags(wire("a", "a", Key), exact), { message: "duplicate" });
  }
});

test("whether two cases of a key are one is the rules'", () => {
  assert.throws(() => readTags(wire("Team", "team"), folded), { message: "duplicate" });
  assert.deepEqual(readTags(wire("Team", "team"), exact), kept("Team", "team"));
});

test("a key that is there keeps its place and takes the new value and spelling", () => {
  const present = kept("Team", "cost");
  const added = [{ key: "team", value: "new" }];
  assert.deepEqual(mergeTags(present, added, { rules: folded, limit: 2 }), [...added, ...kept("cost")]);
  assert.throws(() => mergeTags(present, added, { rules: exact, limit: 2 }), { message: "more than 2" });
});

test("what something is made with has the same limit", () => {
  const env = {} as Parameters<typeof newTags>[2];
  const keeping = { rules: exact, limit: () => 1 };
  assert.deepEqual(newTags(wire("a"), keeping, env), kept("a"));
  assert.throws(() => newTags(wire("a", "b"), keeping, env), { message: "more than 1" });
});

const key = fc.string({ unit: fc.constantFrom("a", "A", "b", "B"), minLength: 1, maxLength: 3 });
/** Tags as a resource may have them: no two keys are one. */
const tagsOf = (foldsCase: boolean) =>
  fc.uniqueArray(fc.record({ key, value: key }, { noNullPrototype: true }), {
    selector: (tag: Tag) => (foldsCase ? tag.key.toLowerCase() : tag.key),
  });

for (const each of [folded, exact]) {
  const limits = { rules: each, limit: 1000 };
  const tags = tagsOf(each.foldsCase);
  const identities = (list: readonly Tag[]) =>
    list.map((tag) => (each.foldsCase ? tag.key.toLowerCase() : tag.key));

  test(`foldsCase ${each.foldsCase}: what was merged has each key once, and all that was added as it was added`, () => {
    fc.assert(
      fc.property(tags, tags, (present, added) => {
        const merged = mergeTags(present, added, limits);
        assert.equal(new Set(identities(merged)).size, merged.length);
        for (const tag of added) assert.ok(merged.includes(tag));
        assert.deepEqual(mergeTags(merged, added, limits), merged);
        assert.deepEqual(readTags(tagsToWire(merged), each), merged);
      }),
    );
  });

  test(`foldsCase ${each.foldsCase}: what was added and taken away again is gone, and nothing else`, () => {
    fc.assert(
      fc.property(tags, tags, (present, added) => {
        const keys = added.map((tag) => tag.key);
        const left = removeTags(mergeTags(present, added, limits), keys, each);
        assert.deepEqual(left, removeTags(present, keys, each));
        const gone = new Set(identities(added));
        assert.deepEqual(
          identities(left),
          identities(present).filter((identity) => !gone.has(identity)),
        );
      }),
    );
  });
}
