import assert from "node:assert/strict";
import { test } from "node:test";
import { OPERATOR_NAMES } from "../document/operator-names.ts";
import type { ConditionEntry } from "../document/policy.ts";
import type { ContextValue } from "../request/request.ts";
import { compileCondition } from "./compiled-condition.ts";

type Written = Partial<ConditionEntry> & Pick<ConditionEntry, "operator" | "values">;

function isMet(written: Written, value: ContextValue | undefined, isDeny = false): boolean {
  const entry = { ifExists: false, key: "s3:Prefix", span: { start: 0, end: 0 }, ...written };
  const context = new Map(value === undefined ? [] : [[entry.key.toLowerCase(), value]]);
  return compileCondition(entry, { version: "2012-10-17", isDeny }).isMet(context);
}

const equals: Written = { operator: "StringEquals", values: ["a", "b"] };
const notEquals: Written = { operator: "StringNotEquals", values: ["a", "b"] };
const IF_EXISTS = { ifExists: true };
/** Declared to have several values. */
const tagKeys: Written = { ...equals, key: "aws:TagKeys" };

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
  ["several without a quantifier", equals, ["x", "b"], false],
  ["several without a quantifier, negated", notEquals, ["x", "y"], false],
  ["several without a quantifier, IfExists", { ...equals, ...IF_EXISTS }, ["a", "b"], false],
  ["one value of a key that is declared to have several", tagKeys, "a", false],
  ["the same, in a list", tagKeys, ["a"], false],
  ["the same, negated", { ...tagKeys, operator: "StringNotEquals" }, ["x"], false],
  ["the same, IfExists", { ...tagKeys, ...IF_EXISTS }, ["a"], false],
  ["the same, absent", { ...tagKeys, operator: "StringNotEquals" }, undefined, true],
  ["the same, with a quantifier", { ...tagKeys, quantifier: "ForAnyValue" }, "a", true],
  ["a list that is there without values, IfExists", { ...equals, ...IF_EXISTS }, [], false],
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
  ["ForAllValues: an empty text is a value", { ...equals, quantifier: "ForAllValues" }, "", false],
  ["ForAllValues: a list without values", { ...equals, quantifier: "ForAllValues" }, [], true],
  [
    "ForAnyValue: an empty text is a value",
    { ...equals, values: [""], quantifier: "ForAnyValue" },
    ["x", ""],
    true,
  ],
  ["ForAnyValue negated: empty", { ...notEquals, quantifier: "ForAnyValue" }, [], false],
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
  ["Bool: a word that is not true is false", { operator: "Bool", values: ["false"] }, "yes", true],
  ["Bool: in the policy too", { operator: "Bool", values: ["yes"] }, "no", true],
  ["Bool: either", { operator: "Bool", values: ["true", "false"] }, "x", true],
  ["an address", { operator: "IpAddress", values: ["10.0.0.0/8", "2001:db8::/32"] }, "2001:db8::1", true],
  ["no address", { operator: "IpAddress", values: ["10.0.0.0/8"] }, "here", false],
  ["no address, negated", { operator: "NotIpAddress", values: ["10.0.0.0/8"] }, "here", false],
  ["a range that is none, negated", { operator: "NotIpAddress", values: ["here"] }, "10.0.0.1", true],
  ["an ARN", { operator: "ArnEquals", values: ["arn:aws:sns:*:1:t*"] }, "arn:aws:sns:r:1:topic", true],
  ["Null true, absent", { operator: "Null", values: ["true"] }, undefined, true],
  ["Null true, present", { operator: "Null", values: ["true"] }, "x", false],
  ["Null true, empty text", { operator: "Null", values: ["true"] }, "", false],
  ["Null false, present", { operator: "Null", values: ["False"] }, "x", true],
  ["Null false, a list without values", { operator: "Null", values: ["false"] }, [], true],
  ["Null of another word is false", { operator: "Null", values: ["yes"] }, "x", true],
];

for (const [name, entry, value, met] of cases) {
  test(`${name}: ${met ? "met" : "not met"}`, () => assert.equal(isMet(entry, value), met));
}

/** Values of a policy are read in order: one that is no ARN ends the comparison, unless one before it matches. */
const undecided: readonly (readonly [
  values: readonly string[],
  actual: string,
  allow: boolean,
  deny: boolean,
])[] = [
  [["none", "arn:aws:iam::*:user/*"], "arn:aws:iam::1:user/a", false, true],
  [["arn:aws:iam::*:user/*", "none"], "arn:aws:iam::1:user/a", true, true],
  [["arn:aws:iam::*:role/*", "none"], "arn:aws:iam::1:user/a", false, true],
  [["none"], "no ARN", false, false],
];

for (const [values, actual, allow, deny] of undecided) {
  test(`ARNs ${values.join(" and ")} against ${actual}`, () => {
    const like = { operator: "ArnLike", values };
    const notLike = { operator: "ArnNotLike", values };
    assert.equal(isMet(like, actual), allow);
    assert.equal(isMet(like, actual, true), deny);
    // Negated, what matched does not, and what could not be compared still cannot.
    assert.equal(isMet(notLike, actual), false);
    assert.equal(isMet(notLike, actual, true), allow ? false : deny);
    for (const quantifier of ["ForAllValues", "ForAnyValue"] as const) {
      assert.equal(isMet({ ...like, quantifier }, [actual], true), deny);
      assert.equal(isMet({ ...like, quantifier }, [actual]), allow);
    }
  });
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
