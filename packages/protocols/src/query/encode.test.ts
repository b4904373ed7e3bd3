import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "@rolecall/contracts";
import { queryEncoder } from "./encode.ts";

const iam = await loadContract("iam");

function encode(operation: string, output: unknown) {
  return queryEncoder(iam, iam.operations.get(operation)!)(output, "req-1");
}

test("an output stands in its result, with the request's id behind it", () => {
  const user = {
    Path: "/",
    UserName: "a&b",
    UserId: "AIDA",
    Arn: "arn",
    CreateDate: new Date("2026-01-02T03:04:05Z"),
  };
  deepEqual(encode("CreateUser", { User: user }), {
    status: 200,
    headers: { "x-amzn-RequestId": "req-1", "Content-Type": "text/xml" },
    body:
      '<CreateUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><CreateUserResult><User><Path>/</Path>' +
      "<UserName>a&amp;b</UserName><UserId>AIDA</UserId><Arn>arn</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate></User>" +
      "</CreateUserResult><ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></CreateUserResponse>",
  });
});

test("an operation that gives nothing has no result", () => {
  equal(
    encode("DeleteUser", {}).body,
    '<DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">' +
      "<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></DeleteUserResponse>",
  );
});

test("what is undefined is left out, what the contract does not have too, an empty list stays", () => {
  const { body } = encode("ListUsers", { Users: [], IsTruncated: false, Marker: undefined, Secret: "s" });
  equal(body.includes("<Users></Users><IsTruncated>false</IsTruncated></ListUsersResult>"), true);
});
