import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readWhySubject } from "./read-why-subject.ts";

const ID = "1fhumcih5b5kwfh3zjwjpwbqs";
const REQUEST = "3f2c1f0e-8a2b-4c3d-9e4f-0a1b2c3d4e5f";
const ANN = "arn:aws:iam::111111111111:user/ann";
const reason = `User: ${ANN} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::photos/a b"`;

test("ids, encoded messages and ARNs are known by their form, quoted or not", () => {
  assert.deepEqual(readWhySubject(` ${ID}\n`), { kind: "authorizationId", id: ID });
  assert.deepEqual(readWhySubject(REQUEST.toUpperCase()), { kind: "requestId", id: REQUEST });
  assert.deepEqual(readWhySubject(`'${ANN}'`), { kind: "arn", arn: ANN });
  const message = "Zm9v".repeat(40);
  assert.deepEqual(readWhySubject(message), { kind: "encodedMessage", message });
  for (const text of ["", "why", "Zm9v", "{", "{}", "[]"])
    assert.deepEqual(readWhySubject(text), { kind: "unknown" });
});

test("a message tells who, what and on what, however it ends", () => {
  const question = { principal: ANN, action: "s3:GetObject", resource: "arn:aws:s3:::photos/a" };
  const said = `User: ${ANN} is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::photos/a`;
  const policy = "arn:aws:iam::111111111111:policy/Guard";
  for (const text of [
    said,
    `${said} because no identity-based policy allows the s3:GetObject action`,
    `An error occurred (AccessDenied) when calling the GetObject operation: ${said} with an explicit deny in an identity-based policy: ${policy}`,
  ])
    assert.deepEqual(readWhySubject(text), { kind: "denial", question });
  const link = `https://id.test/iam/home?region=us-east-1#/authorization-details/${ID}`;
  const whole = `${said} with an explicit deny in a service control policy: ${policy}. Go to ${link} for complete details, or call the GetRequestAuthorizationDetails API with the following authorization id: ${ID}`;
  assert.deepEqual(readWhySubject(whole), { kind: "denial", authorizationId: ID, question });
  assert.deepEqual(readWhySubject(link), { kind: "denial", authorizationId: ID });
  assert.deepEqual(readWhySubject(`${reason}.`), {
    kind: "denial",
    question: { ...question, resource: '"arn:aws:s3:::photos/a b"' },
  });
});

test("what IAM calls by its name is in the account of whoever was denied", () => {
  const resourceOf = (named: string) => {
    const subject = readWhySubject(
      `User: ${ANN} is not authorized to perform: iam:GetRole on resource: ${named} because no identity-based policy allows it`,
    );
    return subject.kind === "denial" ? subject.question?.resource : undefined;
  };
  assert.equal(resourceOf("role Deployer"), "arn:aws:iam::111111111111:role/Deployer");
  assert.equal(resourceOf("instance profile Web"), "arn:aws:iam::111111111111:instance-profile/Web");
  assert.equal(resourceOf("policy arn:aws:iam::aws:policy/X"), "arn:aws:iam::aws:policy/X");
  const without = readWhySubject(`User: ${ANN} is not authorized to perform: iam:ListUsers`);
  assert.deepEqual(without.kind === "denial" && without.question?.resource, "*");
});

test("an audit event, by itself and as LookupEvents gives it, and an encoded message in a text", () => {
  const record = {
    eventName: "GetObject",
    requestID: REQUEST,
    errorMessage: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    additionalEventData: { authorizationId: ID },
  };
  const known = { kind: "denial", authorizationId: ID, requestId: REQUEST };
  assert.deepEqual(readWhySubject(JSON.stringify(record)), known);
  assert.deepEqual(readWhySubject(JSON.stringify({ CloudTrailEvent: JSON.stringify(record) })), known);
  const text = "You are not authorized. Encoded authorization failure message: AbC_-1";
  assert.deepEqual(readWhySubject(text), { kind: "denial", encodedMessage: "AbC_-1" });
});

test("whatever is pasted is answered, the longest too", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => typeof readWhySubject(text).kind === "string"),
  );
  const nasty = [
    `User: ${"x".repeat(200_000)}`,
    `${reason}${" because".repeat(20_000)}`,
    `{${'"a":{'.repeat(50_000)}`,
  ];
  for (const text of nasty) assert.equal(typeof readWhySubject(text).kind, "string");
});
