import assert from "node:assert/strict";
import { test } from "node:test";
import { countCharacters } from "../arn/string-work.test-support.ts";
import { awsPolicyError } from "../validate/aws-policy-error.ts";
import type { PolicyKind } from "./policy.ts";

/** The longest document that any of AWS's services takes. */
const LENGTH = 131_072;

/** Regular expressions count what they are given to read, but for those that say how far they read. */
function countWork(run: () => void): number {
  const { exec } = RegExp.prototype;
  const { split } = String.prototype;
  let count = 0;
  Object.assign(RegExp.prototype, {
    exec(this: RegExp, text: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const found = exec.call(this, text);
      const read = found === null ? text.length - from : found.index + found[0].length - from;
      count += this.sticky && found === null ? 1 : read;
      return found;
    },
  });
  Object.assign(String.prototype, {
    split(this: string, by: string | RegExp, limit?: number) {
      count += this.length;
      return Reflect.apply(split, this, [by, limit]);
    },
  });
  try {
    return countCharacters(run) + count;
  } finally {
    Object.assign(RegExp.prototype, { exec });
    Object.assign(String.prototype, { split });
  }
}

const list = (length: number, item: string) =>
  JSON.stringify(new Array(Math.floor(length / (item.length + 3))).fill(item));

const granting = (rest: string) => `{"Version":"2012-10-17","Statement":{"Effect":"Allow",${rest}}}`;
const trusting = (principal: string) => granting(`"Action":"sts:AssumeRole","Principal":${principal}`);
const limiting = (operator: string, values: string) =>
  granting(`"Action":"*","Resource":"*","Condition":{"${operator}":{"k":${values}}}`);

/** Documents of about a length, of what each check likes least. */
const HOSTILE: Readonly<Record<string, readonly [PolicyKind, (length: number) => string]>> = {
  "white space": ["identity", (length) => " ".repeat(length)],
  "refused characters": ["identity", (length) => `{${"\u2013".repeat(length)}`],
  "unknown services": ["trust", (length) => trusting(`{"Service":${list(length, "ec2.amazonaws.con")}}`)],
  "a long service": [
    "trust",
    (length) => trusting(`{"Service":"${"a.us-east-1".repeat(length / 11)}.amazonaws.com"}`),
  ],
  "regions of services": [
    "trust",
    (length) => trusting(`{"Service":${list(length, "ec3.eu-west-1.amazonaws.com")}}`),
  ],
  "account ids": ["trust", (length) => trusting(`{"AWS":[${"123456789012,".repeat(length / 13)}1]}`)],
  "unknown operators": [
    "identity",
    (length) =>
      granting(
        `"Condition":{${Array.from({ length: length / 24 }, (_, i) => `"StringEqual${i}":{"k":"v"}`)}}`,
      ),
  ],
  numbers: ["identity", (length) => limiting("NumericEquals", list(length, "12x"))],
  "a long number": ["identity", (length) => limiting("NumericEquals", `"${"1".repeat(length)}x"`)],
  dates: ["identity", (length) => limiting("DateEquals", list(length, "2026-13"))],
  "a long date": ["identity", (length) => limiting("DateEquals", `"${"1".repeat(length)}"`)],
  ranges: ["identity", (length) => limiting("IpAddress", list(length, "2001:db8::1:1:1:1:1/64"))],
  "a long range": ["identity", (length) => limiting("IpAddress", `"${":1".repeat(length / 2)}"`)],
  "zeros of a range": ["identity", (length) => limiting("IpAddress", `"${"0".repeat(length)}.1.1"`)],
  ARNs: ["identity", (length) => limiting("ArnLike", list(length, "arn:aws:s3::b"))],
  "a long ARN": ["identity", (length) => limiting("ArnLike", `"arn:${"a".repeat(length)}"`)],
  binary: ["session", (length) => limiting("BinaryEquals", `"${"YWJj".repeat(length / 4)}="`)],
  "resources of IAM": [
    "identity",
    (length) => granting(`"Action":"*","Resource":${list(length, "arn:aws:iam::111111111111:us?r/bob")}`),
  ],
  "a long resource": [
    "identity",
    (length) => granting(`"Action":"*","Resource":"arn:aws:s3::${"1:".repeat(length / 2)}"`),
  ],
  vendors: ["identity", (length) => granting(`"Action":${list(length, "s3*:GetObject")},"Resource":"*"`)],
  "services of RCPs": [
    "resourceControl",
    (length) => granting(`"Principal":"*","Action":${list(length, "ec2:RunInstances")},"Resource":"*"`),
  ],
  "principals of RCPs": [
    "resourceControl",
    (length) => granting(`"Principal":{"AWS":${list(length, "*")}},"Action":"s3:*","Resource":"*"`),
  ],
};

for (const [name, [kind, make]] of Object.entries(HOSTILE)) {
  test(`checking ${name} takes work linear in the document`, () => {
    const workOf = (length: number) => {
      const text = make(length);
      return countWork(() => assert.notEqual(awsPolicyError(text, kind, { managed: true }), undefined));
    };
    const [half, whole] = [workOf(LENGTH / 2), workOf(LENGTH)];
    assert.ok(whole < 2.2 * half + 1000, `${whole} characters, ${half} for half the document`);
    assert.ok(whole < 60 * LENGTH, `${whole} characters`);
  });
}
