import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DEFAULT_MAPPINGS, readMapping, withMapping, withoutSpecifiers } from "./attribute-mapping.ts";

const env = { quotas: {} };
const names = ["CN", "OU", "O", "2.5.4.5", "*"];
const alternativeNames = ["DNS", "URI", "DNS/2", "Name/*", "Name/CN"];
const field = fc.constantFrom("x509Subject" as const, "x509Issuer" as const, "x509SAN" as const);
const mapping = field.chain((certificateField) =>
  fc
    .uniqueArray(fc.constantFrom(...(certificateField === "x509SAN" ? alternativeNames : names)), {
      minLength: 1,
    })
    .map((specifiers) => ({ certificateField, specifiers })),
);

function rulesOf(specifiers: readonly string[]) {
  return specifiers.map((specifier) => ({ specifier }));
}

function read({
  certificateField,
  specifiers,
}: {
  certificateField: "x509Subject" | "x509Issuer" | "x509SAN";
  specifiers: readonly string[];
}) {
  return readMapping(certificateField, rulesOf(specifiers), env);
}

test("what was put is what its field has, and the other fields are as they were, sorted by name", () => {
  fc.assert(
    fc.property(fc.array(mapping, { maxLength: 6 }), mapping, (before, put) => {
      const present = before.map(read).reduce(withMapping, DEFAULT_MAPPINGS);
      const after = withMapping(present, read(put));
      const of = (all: typeof after, name: string) => all.find((each) => each.certificateField === name);
      for (const name of ["x509Subject", "x509Issuer", "x509SAN"])
        assert.deepEqual(of(after, name), name === put.certificateField ? put : of(present, name));
      const order = after.map((each) => each.certificateField);
      assert.deepEqual(order, order.toSorted());
      assert.deepEqual(withMapping(after, read(put)), after, "put twice it is there once");
    }),
  );
});

test("specifiers that go one by one leave what those leave that go together, and none leaves no mapping", () => {
  fc.assert(
    fc.property(mapping, fc.infiniteStream(fc.boolean()), (put, coin) => {
      const { certificateField, specifiers } = put;
      const present = withMapping(DEFAULT_MAPPINGS, read(put));
      const gone = specifiers.filter(() => coin.next().value);
      const oneByOne = gone.reduce((all, each) => withoutSpecifiers(all, certificateField, [each]), present);
      if (gone.length === 0) return;
      assert.deepEqual(oneByOne, withoutSpecifiers(present, certificateField, gone));
      const left = oneByOne.find((each) => each.certificateField === certificateField)?.specifiers;
      const expected = specifiers.filter((each) => !gone.includes(each));
      assert.deepEqual(left, expected.length === 0 ? undefined : expected);
      assert.deepEqual(
        withoutSpecifiers(present, certificateField, undefined),
        withoutSpecifiers(present, certificateField, specifiers),
      );
    }),
  );
});
