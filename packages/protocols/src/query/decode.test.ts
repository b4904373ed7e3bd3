import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "@rolecall/contracts";
import { RequestError } from "../request-error.ts";
import { queryDecoder } from "./decode.ts";
import { QueryParameters } from "./parameters.ts";

const contracts = { iam: await loadContract("iam"), sts: await loadContract("sts") };

function decode(service: "iam" | "sts", operation: string, form: string): Record<string, unknown> {
  const contract = contracts[service];
  const parameters = QueryParameters.parse("", Buffer.from(form));
  return queryDecoder(contract, contract.operations.get(operation)!.input)(parameters as QueryParameters);
}

test("an empty list is told from one that is not there", () => {
  deepEqual(decode("iam", "CreateUser", "UserName=u&Tags="), { UserName: "u", Tags: [] });
  deepEqual(decode("iam", "CreateUser", "UserName=u"), { UserName: "u" });
});

/** As IAM was recorded to read them, in cases of our own. */
test("indices bind with leading zeros, and may come apart and in any order", () => {
  const form = "Tags.member.02.Value=2&Tags.member.1.Key=a&Tags.member.2.Key=b&Tags.member.001.Value=1";
  deepEqual(decode("iam", "TagUser", form), {
    Tags: [
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ],
  });
});

test("elements that are left out are there and empty", () => {
  deepEqual(decode("iam", "UntagUser", "TagKeys.member.1=a&TagKeys.member.4=d"), {
    TagKeys: ["a", undefined, undefined, "d"],
  });
  deepEqual(decode("iam", "TagUser", "Tags.member.3.Key=c"), { Tags: [{}, {}, { Key: "c" }] });
  for (const segment of ["one", "%2B1", "x.1"]) {
    deepEqual(decode("iam", "TagUser", `Tags.member.${segment}.Key=a`), { Tags: [{}] });
  }
});

test("each index goes ten beyond the one before it at most", () => {
  const form = (indices: readonly number[]) => indices.map((index) => `TagKeys.member.${index}=k`).join("&");
  const read = (...indices: readonly number[]) =>
    (decode("iam", "UntagUser", form(indices)).TagKeys as readonly unknown[]).length;
  deepEqual([read(11), read(1, 11), read(1, 8, 18, 28), read(28, 18, 8)], [11, 11, 28, 28]);
  for (const [indices, skipped] of [
    [[12], 11],
    [[1, 12], 11],
    [[12, 1], 11],
    [[1, 30], 29],
    [[1, 2, 3, 14], 11],
    [[1, 999_999_999], 999_999_998],
  ] as const) {
    throws(() => read(...indices), {
      code: "MalformedInput",
      message: `Excessively sparse input would skip ${skipped} list elements`,
    });
  }
});

test("lists of structures hold what is given of each", () => {
  const form = "Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=b";
  deepEqual(decode("iam", "TagUser", form), { Tags: [{ Key: "a", Value: "" }, { Key: "b" }] });
});

test("map keys from the network touch no prototype", () => {
  const form = "Properties.entry.1.key=__proto__&Properties.entry.1.value=x";
  const map = decode("iam", "PutAccountProperties", form).Properties as object;
  deepEqual(Object.entries(map), [["__proto__", "x"]]);
  equal(Object.getPrototypeOf(map), null);
});

test("what the contract does not have is passed over", () => {
  deepEqual(decode("iam", "GetUser", "Action=GetUser&Version=2010-05-08&X.y=1&constructor=c"), {});
});

test("numbers and booleans are read", () => {
  const form =
    "MinimumPasswordLength=%2B12&RequireSymbols=1&HardExpiry=false&RequireNumbers=0&RequireLowercaseCharacters=true";
  deepEqual(decode("iam", "UpdateAccountPasswordPolicy", form), {
    MinimumPasswordLength: 12,
    RequireSymbols: true,
    HardExpiry: false,
    RequireNumbers: false,
    RequireLowercaseCharacters: true,
  });
});

const misread: readonly (readonly [string, string, string])[] = [
  [
    "UpdateAccountPasswordPolicy",
    "MinimumPasswordLength=twelve",
    "STRING_VALUE can not be converted to an Integer",
  ],
  [
    "UpdateAccountPasswordPolicy",
    "MinimumPasswordLength=",
    "An empty value can not be converted to an Integer",
  ],
  [
    "UpdateAccountPasswordPolicy",
    "MinimumPasswordLength=1e1",
    "STRING_VALUE can not be converted to an Integer",
  ],
  [
    "UpdateAccountPasswordPolicy",
    "MinimumPasswordLength=2147483648",
    "STRING_VALUE can not be converted to an Integer",
  ],
  ["UpdateAccountPasswordPolicy", "RequireSymbols=True", "STRING_VALUE can not be converted to a Boolean"],
  ["UpdateAccountPasswordPolicy", "RequireSymbols=01", "STRING_VALUE can not be converted to a Boolean"],
  ["UpdateAccountPasswordPolicy", "RequireSymbols=", "An empty value can not be converted to a Boolean"],
  ["UpdateAccountPasswordPolicy", "RequireSymbols=true+", "STRING_VALUE can not be converted to a Boolean"],
  ["UntagUser", "TagKeys.member.0=k", "0 is not a valid index"],
  ["UntagUser", "TagKeys.member.1=j&TagKeys.member.00=k", "0 is not a valid index"],
  ["UntagUser", "TagKeys.member.-1=k", "Key -1 may not have a leading '-'"],
  ["UntagUser", "TagKeys.member.one=k", "Start of list found where not expected"],
  ["UntagUser", "TagKeys.member.%2B1=k", "Start of list found where not expected"],
  [
    "PutAccountProperties",
    "Properties.entry.1.key=k&Properties.entry.2.value=v",
    "A map entry has no key or no value.",
  ],
  ["CreateUser", "UserName.First=u", "Start of structure or map found where not expected."],
];

for (const [operation, form, message] of misread) {
  test(`${form} is malformed`, () => {
    throws(() => decode("iam", operation, form), { name: "RequestError", code: "MalformedInput", message });
  });
}

test("a value that cannot be read does not appear in the message", () => {
  throws(
    () => decode("sts", "AssumeRole", "DurationSeconds=secret"),
    (error: unknown) => error instanceof RequestError && !error.message.includes("secret"),
  );
});
