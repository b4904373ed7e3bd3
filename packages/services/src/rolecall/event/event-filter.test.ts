import assert from "node:assert/strict";
import { test } from "node:test";
import type { SearchFilter } from "@rolecall/contracts/rolecall";
import type { AuditRecord } from "@rolecall/operations";
import { wantedEvents } from "./event-filter.ts";

const DENIED: AuditRecord = {
  eventID: "e-1",
  requestID: "r-1",
  eventName: "CreateUser",
  eventSource: "iam.amazonaws.com",
  readOnly: false,
  sourceIPAddress: "192.0.2.7",
  errorCode: "AccessDenied",
  errorMessage:
    "User: arn:aws:iam::111111111111:user/Ann is not authorized to perform: iam:CreateUser on resource: user bob because no identity-based policy allows the iam:CreateUser action",
  userIdentity: {
    type: "IAMUser",
    userName: "Ann",
    arn: "arn:aws:iam::111111111111:user/Ann",
    accessKeyId: "AKIA1",
  },
  requestParameters: { userName: "bob" },
};

const filter = (Property: string, Operator: SearchFilter["Operator"], Value: string) => ({
  Property,
  Operator,
  Value,
});
/** Whether it is wanted, and whether its line would be looked at. */
function finds(...Filters: readonly SearchFilter[]): boolean {
  const { texts, isWanted } = wantedEvents({ Filters });
  const line = JSON.stringify(DENIED);
  const isFound = isWanted(DENIED);
  if (isFound) for (const text of texts) assert.ok(line.includes(text), text);
  return isFound;
}

test("each filter finds what it says, and its opposite does not", () => {
  const holding: readonly (readonly [string, string, string])[] = [
    ["Result", "=", "Denied"],
    ["Who", "=", "ann"],
    ["Who", ":", "user/an"],
    ["Action", "=", "iam:CreateUser"],
    ["Action", ":", "createu"],
    ["Resource", ":", "BOB"],
    ["SourceAddress", "=", "192.0.2.7"],
    ["AccessKeyId", "=", "AKIA1"],
  ];
  for (const [property, operator, value] of holding) {
    assert.equal(finds(filter(property, operator as "=", value)), true, property);
    assert.equal(finds(filter(property, `${operator === "=" ? "!=" : "!:"}`, value)), false, property);
  }
  for (const each of [
    filter("EventId", "=", "e-1"),
    filter("RequestId", "=", "r-1"),
    filter("ReadOnly", "=", "false"),
  ])
    assert.equal(finds(each), true);
  assert.equal(finds(filter("Result", "=", "Allowed")), false);
  assert.equal(finds(filter("Action", "=", "iam:createuser")), false, "as AWS's lookup, it does not fold");
  assert.equal(finds(filter("Who", "=", "ann"), filter("Result", "=", "Failed")), false, "all must hold");
});

test("a query is looked for in what is shown", () => {
  const holds = (Query: string) => wantedEvents({ Query }).isWanted(DENIED);
  for (const query of ["", "ANN", "192.0.2", "r-1", "bob", "akia1", "not authorized"])
    assert.ok(holds(query), query);
  assert.ok(!holds("carl"));
});

test("what events do not have is refused, and what they have is named", () => {
  assert.throws(
    () => wantedEvents({ Filters: [filter("Colour", "=", "red")] }),
    /Events have no Colour: they have Result, Who/,
  );
  assert.throws(
    () => wantedEvents({ Filters: [filter("Result", "=", "No")] }),
    /Result is one of Allowed, Denied, Failed/,
  );
  assert.throws(
    () => wantedEvents({ Filters: [filter("EventId", ":", "e")] }),
    /EventId is not compared by :/,
  );
});
