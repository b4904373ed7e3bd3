import { equal } from "node:assert/strict";
import { test } from "node:test";
import type { ListShape, Shape, StructureShape } from "@rolecall/contracts";
import fc from "fast-check";
import { valueEncoder } from "./encode-value.ts";
import { escapeXml } from "./xml-text.ts";

const base = { sensitive: false } as const;
const text: Shape = { ...base, kind: "string", name: "Text" };
const labels: Shape = { ...base, kind: "map", name: "Labels", key: text, value: text };
const texts: ListShape = { ...base, kind: "list", name: "Texts", element: text };
const item: StructureShape = {
  ...base,
  kind: "structure",
  name: "Item",
  union: false,
  members: [
    { name: "First", wireName: "First", shape: text, required: false },
    { name: "Second", wireName: "second", shape: text, required: false },
    { name: "Labels", wireName: "Labels", shape: labels, required: false },
    { name: "Texts", wireName: "Texts", shape: texts, required: false },
  ],
};
const items: ListShape = { ...base, kind: "list", name: "Items", element: item };
const encode = valueEncoder(items);

interface Item {
  readonly First?: string;
  readonly Second?: string;
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Texts?: readonly string[];
}

/** As the protocol has it, member by member and text by text. */
function written({ First, Second, Labels, Texts }: Item): string {
  const pairs = Object.entries(Labels ?? {}).map(
    ([key, value]) => `<entry><key>${escapeXml(key)}</key><value>${escapeXml(value)}</value></entry>`,
  );
  const members = [
    First === undefined ? "" : `<First>${escapeXml(First)}</First>`,
    Second === undefined ? "" : `<second>${escapeXml(Second)}</second>`,
    Labels === undefined ? "" : `<Labels>${pairs.join("")}</Labels>`,
    Texts === undefined
      ? ""
      : `<Texts>${Texts.map((each) => `<member>${escapeXml(each)}</member>`).join("")}</Texts>`,
  ];
  return `<member>${members.join("")}</member>`;
}

const anyUnit = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 4 });
const anyText = fc.oneof(
  { weight: 20, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 20, arbitrary: fc.constantFrom("plain", "a/b", "é", "\t") },
  { weight: 1, arbitrary: anyUnit },
  { weight: 1, arbitrary: fc.constantFrom("<", "&", "\u007F", "\u0085", "\r\n", "\uD83D", "\uDE00", "😀") },
);
const anyItem: fc.Arbitrary<Item> = fc.record(
  {
    First: anyText,
    Second: anyText,
    Labels: fc.dictionary(anyText, anyText, { maxKeys: 2, noNullPrototype: true }),
    Texts: fc.array(anyText, { maxLength: 2 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test("a list is what its elements are one by one, whatever stands in it and however long it is", () => {
  fc.assert(
    fc.property(fc.array(anyItem, { maxLength: 200, size: "max" }), (list) => {
      equal(encode(list), list.map(written).join(""));
    }),
    { numRuns: 200 },
  );
});

test("what has to be escaped is found at each place of a long list, and wherever in an element", () => {
  const plain: Item = { First: "a", Second: "b", Labels: { c: "d" }, Texts: ["e"] };
  const awkward: readonly Item[] = [
    { ...plain, First: "<" },
    { ...plain, Second: "&" },
    { ...plain, Labels: { "\u0000": "d" } },
    { ...plain, Labels: { c: "\n" } },
    { ...plain, Texts: ["e", "\u007F"] },
  ];
  for (let place = 0; place < 150; place += 1) {
    const list = Array.from({ length: 150 }, (_, at) =>
      at === place ? awkward[at % awkward.length]! : plain,
    );
    equal(encode(list), list.map(written).join(""));
  }
});

test("halves of a character in two texts do not become one", () => {
  equal(encode([{ First: "\uD83D", Second: "\uDE00" }]), written({ First: "\uD83D", Second: "\uDE00" }));
});

test("a list is written twice at most, whatever is in it", () => {
  let reads = 0;
  const counting = (First: string) => ({
    get First() {
      reads += 1;
      return First;
    },
  });
  const count = (list: readonly object[]) => {
    reads = 0;
    encode(list);
    return reads;
  };
  equal(count(Array.from({ length: 1_000 }, () => counting("a"))), 1_000);
  equal(count(Array.from({ length: 1_000 }, () => counting("<"))), 2_000);
});
