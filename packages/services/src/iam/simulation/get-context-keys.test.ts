/** The cases follow answers of AWS that others recorded in September 2026, and the example of the AWS CLI's reference. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { allow, policy } from "./simulation.test-support.ts";

let h: Harness<IamOperations>;
before(async () => {
  h = await createHarness(iamService);
});
after(() => h.close());

const keysOf = async (...PolicyInputList: readonly string[]) =>
  (await h.ask(h.root, "GetContextKeysForCustomPolicy", { PolicyInputList })).ContextKeyNames;

test("keys of conditions, and variables in resources and values, in the order in which they stand", async () => {
  const document = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "dynamodb:*",
      Resource: "arn:aws:dynamodb:us-west-2:123456789012:table/${aws:username}",
      Condition: {
        DateGreaterThan: { "aws:CurrentTime": "2015-08-16T12:00:00Z" },
        StringLike: { "X:Key": ["${x:first, 'none'}/${ x:odd}", "${*}${?}${$}", "${broken"] },
      },
    },
  };
  const keys = ["aws:username", "aws:CurrentTime", "X:Key", "x:first", " x:odd", "*", "?", "$"];
  assert.deepEqual(await keysOf(JSON.stringify(document)), keys);
  const older = JSON.stringify({ ...document, Version: "2008-10-17" });
  assert.deepEqual(await keysOf(older), ["aws:CurrentTime", "X:Key"]);
});

test("actions and principals have no variables; each spelling stands once for each document", async () => {
  const Principal = { AWS: "arn:aws:iam::123456789012:user/${aws:username}" };
  const conditions = { StringEquals: { "x:key": "${x:key}", "X:KEY": "a" }, Null: { "x:key": "true" } };
  const one = policy({
    Effect: "Deny",
    Principal,
    Action: "s3:${x:no}",
    NotResource: "*",
    Condition: conditions,
  });
  assert.deepEqual(await keysOf(one), ["x:key", "X:KEY"]);
  assert.deepEqual(await keysOf(one, one), ["x:key", "X:KEY", "x:key", "X:KEY"]);
  assert.deepEqual(await keysOf(), []);
});

test("a document need not be whole, but what stands in it must be right", async () => {
  assert.deepEqual(await keysOf('{"Version":"2012-10-17"}'), []);
  const part = policy({ Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": true } } });
  assert.deepEqual(await keysOf(part), ["aws:SecureTransport"]);
  const bad = [
    "{",
    "[]",
    '{"Version":"2012-10-17","Statements":[]}',
    policy({ Action: "*", Resource: "*" }),
    allow("*", { Condition: { StringEqual: { "x:key": "a" } } }),
    allow("*", { Resource: "photos" }),
    '{"Statement":["a"]}',
  ];
  for (const [index, text] of bad.entries()) {
    const texts = [...Array(index).fill(part), text];
    const message = `Policy input list item ${index + 1} has invalid content`;
    await refuses(keysOf(...texts), "InvalidInput", message);
  }
});

test("of a user, what is its own, its groups' and its boundary's, and what is given besides", async () => {
  const { ask, root } = h;
  const asks = (key: string) => allow("s3:*", { Condition: { StringEquals: { [key]: "a" } } });
  await ask(root, "CreateUser", { UserName: "ann" });
  await ask(root, "CreateGroup", { GroupName: "Team" });
  await ask(root, "AddUserToGroup", { UserName: "ann", GroupName: "Team" });
  await ask(root, "PutUserPolicy", { UserName: "ann", PolicyName: "Own", PolicyDocument: asks("x:own") });
  await ask(root, "PutGroupPolicy", { GroupName: "Team", PolicyName: "Own", PolicyDocument: asks("x:team") });
  const made = await ask(root, "CreatePolicy", { PolicyName: "Limit", PolicyDocument: asks("x:limit") });
  const PermissionsBoundary = made.Policy?.Arn ?? "";
  await ask(root, "PutUserPermissionsBoundary", { UserName: "ann", PermissionsBoundary });
  const of = async (PolicySourceArn: string, PolicyInputList: readonly string[] = []) =>
    (await ask(root, "GetContextKeysForPrincipalPolicy", { PolicySourceArn, PolicyInputList }))
      .ContextKeyNames;
  const arn = "arn:aws:iam::111111111111:user/ann";
  assert.deepEqual(await of(arn, [asks("x:given")]), ["x:own", "x:team", "x:limit", "x:given"]);
  assert.deepEqual(await of("arn:aws:iam::111111111111:group/Team"), ["x:team"]);
  const missing = "Unable to retrieve specified IAM entity.";
  await refuses(of("arn:aws:iam::111111111111:role/nobody"), "NoSuchEntity", missing);
});
