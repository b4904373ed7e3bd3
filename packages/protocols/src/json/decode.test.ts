import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { test } from "node:test";
import { loadContract, type ServiceName } from "@rolecall/contracts";
import { limits } from "../limits.ts";
import { jsonDecoder } from "./decode.ts";

async function decoder(service: ServiceName, operation: string) {
  const contract = await loadContract(service);
  const decode = jsonDecoder(contract, contract.operations.get(operation)!.input.members);
  return (body: string) => decode(Buffer.from(body));
}

test("null counts as absent, unknown members are passed over, an empty body has none", async () => {
  const decode = await decoder("organizations", "CreateAccount");
  deepEqual(decode('{"Email":"a@b.example","RoleName":null,"Nickname":"n","Tags":[null,{"Key":"k"}]}'), {
    Email: "a@b.example",
    Tags: [{ Key: "k" }],
  });
  deepEqual(decode(""), {});
});

test("members of JavaScript's own objects are no input", async () => {
  const decode = await decoder("identitystore", "CreateUser");
  const { Extensions } = decode('{"__proto__":{"UserName":"u"},"Extensions":{"__proto__":{"x":1}}}');
  deepEqual(Object.entries(Extensions as object), [["__proto__", { x: 1 }]]);
  equal(decode('{"__proto__":{"UserName":"u"}}').UserName, undefined);
});

const misread: readonly (readonly [string, string])[] = [
  ['{"MaxResults":"1"}', "STRING_VALUE can not be converted to an Integer"],
  ['{"MaxResults":1.5}', "DECIMAL_VALUE can not be converted to an Integer"],
  ['{"MaxResults":2147483648}', "NUMBER_VALUE can not be converted to an Integer"],
  ['{"NextToken":5}', "NUMBER_VALUE can not be converted to a String"],
  ['{"NextToken":true}', "TRUE_VALUE can not be converted to a String"],
  ['{"NextToken":["a"]}', "Start of list found where not expected"],
  ['{"NextToken":{}}', "Start of structure or map found where not expected."],
  ["[]", "Start of list found where not expected"],
  ["3", "NUMBER_VALUE can not be converted to a Structure"],
  ["{", "The request body is not valid JSON."],
];

for (const [body, message] of misread) {
  test(`${body} is malformed`, async () => {
    const decode = await decoder("organizations", "ListAccounts");
    throws(() => decode(body), { name: "RequestError", code: "SerializationException", message });
  });
}

test("what is no UTF-8 is malformed", async () => {
  const contract = await loadContract("organizations");
  const decode = jsonDecoder(contract, contract.operations.get("ListAccounts")!.input.members);
  throws(() => decode(Uint8Array.of(0x22, 0xff, 0x22)), { code: "SerializationException" });
});

test("free JSON is read as it is, up to a depth", async () => {
  const decode = await decoder("identitystore", "CreateUser");
  const nested = (depth: number) => `{"Extensions":{"e":${"[".repeat(depth)}${"]".repeat(depth)}}}`;
  ok(decode(nested(limits.depth)).Extensions);
  throws(() => decode(nested(limits.depth + 1)), /nested too deeply/);
  throws(() => decode(nested(400_000)), /nested too deeply|not valid JSON/);
});
