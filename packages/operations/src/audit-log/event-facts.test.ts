import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditRecord } from "./audit-events.ts";
import { eventFacts } from "./event-facts.ts";

const factsOf = (record: AuditRecord) => eventFacts({ record, at: 0 });
const denied = (text: string) =>
  factsOf({ errorCode: "AccessDeniedException", errorMessage: text, requestParameters: { userName: "bob" } });

test("who it was reads as people say it", () => {
  const who = (userIdentity: AuditRecord["userIdentity"]) =>
    factsOf(userIdentity === undefined ? {} : { userIdentity }).who;
  const sessionContext = { sessionIssuer: { userName: "Deployer" } };
  assert.equal(who({ type: "IAMUser", userName: "ana" }), "ana");
  assert.equal(who({ type: "Root" }), "root");
  assert.equal(who({ type: "AssumedRole", principalId: "AROA1:run-17", sessionContext }), "Deployer/run-17");
  assert.equal(who({ type: "FederatedUser", principalId: "111111111111:fred" }), "fred");
  assert.equal(who({ type: "AWSService", invokedBy: "ec2.amazonaws.com" }), "ec2.amazonaws.com");
  assert.equal(who({ type: "Unknown" }), "nobody");
  assert.equal(who(undefined), "nobody");
});

test("a denial is of what its message names, with the link or without", () => {
  const start = "User: arn:aws:iam::1:user/a is not authorized to perform: iam:GetUser on resource: ";
  for (const end of [
    " because no identity-based policy allows the iam:GetUser action",
    " with an explicit deny in a service control policy",
    "",
    ". Go to http://127.0.0.1/ for complete details",
  ])
    assert.equal(denied(`${start}user bob${end}`).resource, "user bob", end);
  assert.equal(denied("Not authorized to perform sts:AssumeRoleWithSAML").resource, "bob");
  assert.equal(denied("").result, "Denied");
});

test("what failed for another reason is not called denied", () => {
  assert.equal(factsOf({ errorCode: "NoSuchEntity" }).result, "Failed");
  assert.equal(factsOf({ errorMessage: "Failed authentication" }).result, "Failed");
  assert.deepEqual(
    factsOf({
      eventName: "CreateUser",
      eventSource: "iam.amazonaws.com",
      requestParameters: { userName: "bob" },
    }),
    { at: 0, who: "nobody", whoArn: undefined, action: "iam:CreateUser", resource: "bob", result: "Allowed" },
  );
});
