import assert from "node:assert/strict";
import { test } from "node:test";
import { OPERATOR_NAMES } from "../document/operator-names.ts";
import type { ConditionEntry } from "../document/policy.ts";
import type { ContextValue } from "../request/request.ts";
import { compileCondition } from "./compiled-condition.ts";

type Written = Partial<ConditionEntry> & Pick<ConditionEntry, "operator" | "values">;

function isMet(written: Written, value: ContextValue | undefined): boolean {
  const entry = { ifExists: false, key: "s3:Prefix", span: { start: 0, end: 0 }, ...written };
  const context = new Map(value === undefined ? [] : [["s3:prefix", value]]);
  return compileCondition(entry, "2012-10-17").isMet(context);
}

const equals: Written = { operator: "StringEquals", values: ["a", "b"] };
const notEquals: Written = { operator: "StringNotEquals", values: ["a", "b"] };

const cases: readonly (readonly [
  name: string,
  entry: Written,
  value: ContextValue | undefined,
  met: boolean,
])[] = [
  ["one of the values", equals, "b", true],
  ["none of the values", equals, "c", false],
  ["an absent key", equals, undefined, false],
  ["a key without values", equals, [], false],
  ["an empty text is a value", { ...equals, values: [""] }, "", true],
  ["any of several", equals, ["x", "b"], true],
  ["negated: none of the values", notEquals, "c", true],
  ["negated: an absent key", notEquals, undefined, true],
  ["negated: any of several that is listed", notEquals, ["x", "b"], false],
  ["IfExists: absent", { ...equals, ifExists: true }, undefined, true],
  ["IfExists: present and different", { ...equals, ifExists: true }, "c", false],
  ["ForAllValues: all listed", { ...equals, quantifier: "ForAllValues" }, ["a", "b"], true],
  ["ForAllValues: one not listed", { ...equals, quantifier: "ForAllValues" }, ["a", "c"], false],
  ["ForAllValues: absent", { ...equals, quantifier: "ForAllValues" }, undefined, true],
  ["ForAllValues: a single text", { ...equals, quantifier: "ForAllValues" }, "c", false],
  ["ForAllValues negated: none listed", { ...notEquals, quantifier: "ForAllValues" }, ["x", "y"], true],
  ["ForAllValues negated: one listed", { ...notEquals, quantifier: "ForAllValues" }, ["x", "a"], false],
  ["ForAnyValue: one listed", { ...equals, quantifier: "ForAnyValue" }, ["x", "a"], true],
  ["ForAnyValue: absent", { ...equals, quantifier: "ForAnyValue" }, undefined, false],
  ["ForAnyValue: empty", { ...equals, quantifier: "ForAnyValue" }, [], false],
  ["ForAnyValue negated: one not listed", { ...notEquals, quantifier: "ForAnyValue" }, ["x", "a"], true],
  ["ForAllValues: an empty text is none", { ...equals, quantifier: "ForAllValues" }, "", true],
  [
    "ForAnyValue: an empty text is none",
    { ...equals, values: [""], quantifier: "ForAnyValue" },
    ["", ""],
    false,
  ],
  ["ForAllValues: an empty text among others", { ...equals, quantifier: "ForAllValues" }, ["a", ""], false],
  ["ForAnyValue negated: absent", { ...notEquals, quantifier: "ForAnyValue" }, undefined, false],
  [
    "ForAnyValue with IfExists: absent",
    { ...equals, quantifier: "ForAnyValue", ifExists: true },
    undefined,
    true,
  ],
  ["many values at once", { operator: "StringEquals", values: [..."abcdef"] }, "f", true],
  ["case counts", equals, "A", false],
  ["case ignored", { operator: "StringEqualsIgnoreCase", values: ["Straße"] }, "STRAßE", true],
  ["StringEquals knows no wildcard", { operator: "StringEquals", values: ["a*"] }, "ab", false],
  ["StringLike", { operator: "StringLike", values: ["home/*/?"] }, "home/x/y", true],
  ["StringNotLike", { operator: "StringNotLike", values: ["home/*"] }, "home/x", false],
  ["a variable", { operator: "StringEquals", values: [`\${s3:prefix}`] }, "x", true],
  [
    "a variable without value, negated",
    { operator: "StringNotEquals", values: [`\${aws:userid}`] },
    "x",
    true,
  ],
  ["a default", { operator: "StringLike", values: [`\${aws:userid, 'any*'}`] }, "any*", true],
  ["a number that is none", { operator: "NumericEquals", values: ["ten"] }, "ten", false],
  ["a number that is none, negated", { operator: "NumericNotEquals", values: ["ten"] }, "ten", true],
  ["less or equal", { operator: "NumericLessThanEquals", values: ["10"] }, "10.0", true],
  ["greater", { operator: "NumericGreaterThan", values: ["10"] }, "9", false],
  ["before", { operator: "DateLessThan", values: ["2024-01-01T00:00:00Z"] }, "2023-12-31T23:59:59Z", true],
  [
    "after, in seconds",
    { operator: "DateGreaterThanEquals", values: ["2024-01-01T00:00:00Z"] },
    "1704067200",
    true,
  ],
  ["Bool in any case", { operator: "Bool", values: ["TRUE"] }, "true", true],
  ["Bool of another word", { operator: "Bool", values: ["yes"] }, "yes", false],
  ["an address", { operator: "IpAddress", values: ["10.0.0.0/8", "2001:db8::/32"] }, "2001:db8::1", true],
  ["not an address", { operator: "NotIpAddress", values: ["10.0.0.0/8"] }, "here", true],
  ["an ARN", { operator: "ArnEquals", values: ["arn:aws:sns:*:1:t*"] }, "arn:aws:sns:r:1:topic", true],
  ["Null true, absent", { operator: "Null", values: ["true"] }, undefined, true],
  ["Null true, present", { operator: "Null", values: ["true"] }, "x", false],
  ["Null true, empty text", { operator: "Null", values: ["true"] }, "", true],
  ["Null false, present", { operator: "Null", values: ["False"] }, "x", true],
  ["Null false, empty", { operator: "Null", values: ["false"] }, [], false],
];

for (const [name, entry, value, met] of cases) {
  test(`${name}: ${met ? "met" : "not met"}`, () => assert.equal(isMet(entry, value), met));
}

test("every operator compiles and answers to any text", () => {
  for (const operator of OPERATOR_NAMES) {
    for (const value of ["", "x", `\${`, "1", "::", "arn:"]) isMet({ operator, values: [value] }, value);
  }
});

test("an operator that no checked policy has is refused at once", () => {
  for (const operator of ["stringequals", "constructor", "__proto__"]) {
    assert.throws(() => isMet({ operator, values: [] }, "x"), TypeError);
  }
});
