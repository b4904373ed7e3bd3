import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { commonErrorOnWire, loadContract, type ProtocolName, type ServiceName } from "@rolecall/contracts";
import { encodeError } from "./encode-error.ts";
import type { WireError } from "./request-error.ts";

async function encode(service: ServiceName, error: WireError) {
  const contract = await loadContract(service);
  return encodeError(error, { protocol: contract.protocol, contract, requestId: "req-1" });
}

test("a declared error of the Query protocol has its contract's status", async () => {
  deepEqual(await encode("iam", { code: "NoSuchEntity", message: "No <user>." }), {
    status: 404,
    headers: { "x-amzn-RequestId": "req-1", "Content-Type": "text/xml" },
    body:
      '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>' +
      "<Message>No &lt;user&gt;.</Message></Error><RequestId>req-1</RequestId></ErrorResponse>",
  });
});

test("the service's own fault is the receiver's", async () => {
  const { status, body } = await encode("iam", { code: "ServiceFailure", message: "" });
  equal(status, 500);
  equal(body.includes("<Type>Receiver</Type>"), true);
});

test("the Query protocol has an error's details beside its message", async () => {
  const contract = await loadContract("iam");
  const declared = contract.errors.get("NoSuchEntity")!;
  const text = declared.shape.members[0]!.shape;
  const member = { name: "Reason", wireName: "Reason", shape: text, required: false };
  const shape = { ...declared.shape, members: [...declared.shape.members, member] };
  const withReason = { ...contract, errors: new Map([["NoSuchEntity", { ...declared, shape }]]) };
  const error = { code: "NoSuchEntity", message: "m", details: { Reason: "<gone>", Other: "o" } };
  const { body } = encodeError(error, { protocol: "query", contract: withReason, requestId: "r" });
  equal(body.includes("<Message>m</Message><Reason>&lt;gone&gt;</Reason></Error>"), true, body);
});

test("JSON 1.1 names the error in the body, with the members that its shape has", async () => {
  const error = {
    code: "InvalidInputException",
    message: "m",
    details: { Reason: "INVALID_ENUM", Other: "o" },
  };
  deepEqual(await encode("organizations", error), {
    status: 400,
    headers: { "x-amzn-RequestId": "req-1", "Content-Type": "application/x-amz-json-1.1" },
    body: '{"__type":"InvalidInputException","Message":"m","Reason":"INVALID_ENUM"}',
  });
});

test("REST-JSON names it in a header", async () => {
  deepEqual(await encode("account", { code: "ConflictException", message: "m" }), {
    status: 409,
    headers: {
      "x-amzn-RequestId": "req-1",
      "Content-Type": "application/json",
      "x-amzn-ErrorType": "ConflictException",
    },
    body: '{"message":"m"}',
  });
});

test("OAuth's errors carry their message as OAuth has it", async () => {
  const error = { code: "InvalidGrantException", message: "m", details: { error: "invalid_grant" } };
  equal((await encode("sso-oidc", error)).body, '{"error":"invalid_grant","error_description":"m"}');
});

test("a common error is spelt as the caller's protocol spells it", async () => {
  const denied = (protocol: ProtocolName) => ({
    ...commonErrorOnWire("accessDenied", protocol),
    message: "no",
  });
  equal((await encode("iam", denied("query"))).body.includes("<Code>AccessDenied</Code>"), true);
  equal((await encode("iam", denied("query"))).status, 403);
  deepEqual(
    [
      (await encode("organizations", denied("json"))).status,
      (await encode("organizations", denied("json"))).body,
    ],
    [400, '{"__type":"AccessDeniedException","Message":"no"}'],
  );
  equal((await encode("account", denied("rest-json"))).status, 403);
  equal((await encode("account", denied("rest-json"))).headers["x-amzn-ErrorType"], "AccessDeniedException");
});

test("the request's id is told where an error's shape has it", async () => {
  const error = { code: "ServiceQuotaExceededException", message: "m" };
  equal((await encode("identitystore", error)).body.includes('"RequestId":"req-1"'), true);
});

test("an error that nobody declares keeps its own status", async () => {
  const error = { code: "SignatureDoesNotMatch", message: "m", httpStatus: 403 };
  equal((await encode("sts", error)).status, 403);
  equal((await encode("sts", { code: "Odd", message: "m" })).status, 400);
});

test("without a service there is no namespace", () => {
  const error = { code: "MissingAction", message: "m", httpStatus: 400 };
  equal(
    encodeError(error, { protocol: "query", requestId: "r" }).body.startsWith("<ErrorResponse><Error>"),
    true,
  );
});

test("S3 and EC2 have XML of their own", () => {
  const error = { code: "C", message: "a<b", httpStatus: 501 };
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  equal(
    encodeError(error, { protocol: "s3", requestId: "r" }).body,
    `${declaration}<Error><Code>C</Code><Message>a&lt;b</Message><RequestId>r</RequestId></Error>`,
  );
  equal(
    encodeError(error, { protocol: "ec2", requestId: "r" }).body,
    `${declaration}<Response><Errors><Error><Code>C</Code><Message>a&lt;b</Message></Error></Errors><RequestID>r</RequestID></Response>`,
  );
});
