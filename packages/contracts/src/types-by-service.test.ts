/** Most of these checks are the compiler's: a line that should not compile and does fails `tsc`. */
import { equal } from "node:assert/strict";
import { test } from "node:test";
import type { User } from "../generated/iam.ts";
import type { IamOperations, OrganizationsErrors, StsOperations } from "./types-by-service.ts";

type CreateUser = IamOperations["CreateUser"];

test("a handler with its contract's input, output and errors compiles", () => {
  const description: string | undefined = undefined;
  const output: IamOperations["GetRole"]["output"] = {
    Role: {
      Path: "/",
      RoleName: "r",
      RoleId: "AROA",
      Arn: "arn",
      CreateDate: new Date(0),
      Description: description,
    },
  };
  const code: CreateUser["errors"] = "EntityAlreadyExists";
  const nothing: IamOperations["DeleteUser"]["output"] = {};
  const details: OrganizationsErrors["InvalidInputException"] = { Reason: "INVALID_PATTERN" };
  equal(
    output.Role.RoleName + code + Object.keys(nothing).length + details.Reason,
    "rEntityAlreadyExists0INVALID_PATTERN",
  );
});

test("a handler with another shape does not compile", () => {
  // @ts-expect-error a member that the contract requires is missing
  const missing: User = { Path: "/", UserName: "u", UserId: "AIDA", Arn: "arn" };
  // @ts-expect-error a member that the contract does not have
  const added: CreateUser["input"] = { UserName: "u", Nickname: "n" };
  // @ts-expect-error an error that the operation does not declare
  const undeclared: CreateUser["errors"] = "MalformedPolicyDocument";
  // @ts-expect-error a value outside of a closed set
  const value: IamOperations["UpdateAccessKey"]["input"] = { AccessKeyId: "AKIA", Status: "active" };
  // @ts-expect-error an operation that answers with nothing
  const something: IamOperations["DeleteUser"]["output"] = { User: undefined };
  const input: StsOperations["AssumeRole"]["input"] = { RoleArn: "arn", RoleSessionName: "s" };
  // @ts-expect-error inputs are read-only
  input.RoleArn = "another";
  equal([missing, added, undeclared, value, something, input].length, 6);
});
