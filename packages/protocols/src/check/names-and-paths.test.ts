import { doesNotThrow, equal } from "node:assert/strict";
import { test } from "node:test";
import { loadContract } from "@rolecall/contracts";
import { checkInput } from "./check-input.ts";

/** IAM's names and paths: what is taken, and in which words the rest is refused. */
const contract = await loadContract("iam");

function check(operation: string, input: object): () => void {
  return () => checkInput(contract, contract.operations.get(operation)!, input);
}

function refusal(operation: string, input: object): string {
  try {
    check(operation, input)();
  } catch (error) {
    return (error as Error).message;
  }
  return "taken";
}

const NAME = "It must contain only alphanumeric characters and/or the following: +=,.@_-";
const PATH = "It must begin and end with / and contain only alphanumeric characters and/or / characters.";
const PREFIX =
  "It must begin with the / character and contain only alphanumeric characters and/or / characters.";
const invalid = (member: string, rule: string) => `The specified value for ${member} is invalid. ${rule}`;
const tooLong = (member: string, max: number) =>
  `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${max}`;

/** Operation, member, how messages write it, and how long it may be. */
const NAMES = [
  ["CreateUser", "UserName", "userName", 64],
  ["GetUser", "UserName", "userName", 128],
  ["UpdateUser", "NewUserName", "newUserName", 64],
  ["CreateGroup", "GroupName", "groupName", 128],
  ["UpdateGroup", "NewGroupName", "newGroupName", 128],
  ["CreateRole", "RoleName", "roleName", 64],
  ["GetRole", "RoleName", "roleName", 64],
  ["CreatePolicy", "PolicyName", "policyName", 128],
  ["PutUserPolicy", "PolicyName", "policyName", 128],
  ["CreateInstanceProfile", "InstanceProfileName", "instanceProfileName", 128],
] as const;

/** Other members that the operations need. */
const REST = {
  UserName: "u",
  GroupName: "g",
  RoleName: "r",
  PolicyName: "p",
  InstanceProfileName: "i",
  PolicyDocument: "{}",
  AssumeRolePolicyDocument: "{}",
};

for (const [operation, member, told, length] of NAMES) {
  test(`${operation} ${member}`, () => {
    const ask = (name: string) => refusal(operation, { ...REST, [member]: name });
    for (const name of ["a", "aZ09+=,.@_-", "a".repeat(length)]) equal(ask(name), "taken");
    for (const name of ["a/b", "a b", "é", "a\n", "a\u007F", "a:b", "", `${"a".repeat(length)}/`])
      equal(ask(name), invalid(told, NAME), JSON.stringify(name));
    equal(ask("a".repeat(length + 1)), tooLong(told, length));
  });
}

test("paths begin and end with a slash", () => {
  for (const [operation, member, told] of [
    ["CreateUser", "Path", "path"],
    ["UpdateUser", "NewPath", "newPath"],
    ["CreateGroup", "Path", "path"],
    ["CreateRole", "Path", "path"],
    ["CreateInstanceProfile", "Path", "path"],
  ] as const) {
    const ask = (path: string) => refusal(operation, { ...REST, [member]: path });
    for (const path of ["/", "/team/", "/a//b/", "/!~/", `/${"a".repeat(510)}/`]) equal(ask(path), "taken");
    for (const path of ["//", "/team", "team/", "/ space/", "/del\u007F/", "/é/", "/team/\n", "/line\n/", ""])
      equal(ask(path), invalid(told, PATH), JSON.stringify(path));
    equal(ask(`/${"a".repeat(511)}/`), tooLong(told, 512));
  }
});

test("prefixes of paths begin with one; those of policies end with one as well", () => {
  for (const operation of ["ListUsers", "ListGroups", "ListRoles", "ListInstanceProfiles"]) {
    const ask = (PathPrefix: string) => refusal(operation, { PathPrefix });
    for (const prefix of ["/", "/team", "/team/", "/~/", `/${"a".repeat(511)}`]) equal(ask(prefix), "taken");
    for (const prefix of ["", "team", "/bad path/", "/é"]) equal(ask(prefix), invalid("pathPrefix", PREFIX));
    equal(ask(`/${"a".repeat(511)}/`), tooLong("pathPrefix", 512));
  }
  for (const operation of ["ListPolicies", "ListAttachedUserPolicies", "ListEntitiesForPolicy"]) {
    const ask = (PathPrefix: string) =>
      refusal(operation, { PathPrefix, UserName: "u", PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    for (const prefix of ["/", "/team/"]) equal(ask(prefix), "taken");
    for (const prefix of ["/foo", "foo/", ""]) equal(ask(prefix), invalid("pathPrefix", PREFIX));
    // The pattern is looked at before the length.
    equal(ask(`/${"a".repeat(512)}`), invalid("pathPrefix", PREFIX));
  }
});

test("what a role may be: 1,000 characters to describe it, an hour to half a day for its sessions", () => {
  const create = (more: object) => check("CreateRole", { ...REST, ...more });
  for (const Description of ["", "x".repeat(1000), "é".repeat(1000)]) doesNotThrow(create({ Description }));
  equal(
    refusal("UpdateRole", { RoleName: "r", Description: "é".repeat(1001) }),
    tooLong("description", 1000),
  );
  equal(refusal("CreateRole", { ...REST, Description: "x".repeat(1001) }), tooLong("description", 1000));
  const range = (rule: string) =>
    `1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${rule}`;
  for (const MaxSessionDuration of [3600, 43_200]) doesNotThrow(create({ MaxSessionDuration }));
  // AWS's clients refuse these by themselves, with a code of their own (ParamValidation), and send 43,201.
  for (const MaxSessionDuration of [-1, 0, 1, 3599]) {
    equal(refusal("CreateRole", { ...REST, MaxSessionDuration }), range("greater than or equal to 3600"));
  }
  equal(
    refusal("UpdateRole", { RoleName: "r", MaxSessionDuration: 43_201 }),
    range("less than or equal to 43200"),
  );
});

test("documents and key ids", () => {
  const printable = "It must contain only printable ASCII characters.";
  const document = { UserName: "u", PolicyName: "p", PolicyDocument: "{\u0000}" };
  equal(refusal("PutUserPolicy", document), invalid("policyDocument", printable));
  const key = { AccessKeyId: "AKIA-00000000000", Status: "Active" };
  equal(
    refusal("UpdateAccessKey", key),
    invalid("accessKeyId", "It must contain only alphanumeric characters."),
  );
});
