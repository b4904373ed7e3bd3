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

test("a list ends at the first gap", () => {
  const form = "TagKeys.member.1=a&TagKeys.member.2=b&TagKeys.member.4=d";
  deepEqual(decode("iam", "UntagUser", form), { TagKeys: ["a", "b"] });
  deepEqual(decode("iam", "UntagUser", "TagKeys.member.2=b"), { TagKeys: [] });
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
  const form = "MinimumPasswordLength=%2B12&RequireSymbols=TRUE&HardExpiry=false";
  deepEqual(decode("iam", "UpdateAccountPasswordPolicy", form), {
    MinimumPasswordLength: 12,
    RequireSymbols: true,
    HardExpiry: false,
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
  ["UpdateAccountPasswordPolicy", "RequireSymbols=1", "STRING_VALUE can not be converted to a Boolean"],
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
