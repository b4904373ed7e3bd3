import { deepEqual, doesNotThrow, equal, ok, throws } from "node:assert/strict";
import { test } from "node:test";
import { isSecretMember, loadContract, type ServiceName, serviceNames } from "@rolecall/contracts";
import { limits } from "../limits.ts";
import { RequestError } from "../request-error.ts";
import { checkInput } from "./check-input.ts";

async function refusal(service: ServiceName, operation: string, input: unknown): Promise<RequestError> {
  const contract = await loadContract(service);
  try {
    checkInput(contract, contract.operations.get(operation)!, input);
  } catch (error) {
    ok(error instanceof RequestError, String(error));
    return error;
  }
  throw new Error("The input was allowed.");
}

async function message(service: ServiceName, operation: string, input: unknown): Promise<string> {
  return (await refusal(service, operation, input)).message;
}

const role = { RoleArn: "arn:aws:iam::111111111111:role/r", RoleSessionName: "s1" };

test("STS repeats the value, as recorded", async () => {
  equal(
    await message("sts", "AssumeRole", { ...role, RoleSessionName: "Session1:2" }),
    "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  );
});

test("IAM leaves the value out, as recorded", async () => {
  const input = { UserName: "u", ServiceSpecificCredentialId: "ACCA:1234567890123456789" };
  equal(
    await message("iam", "ResetServiceSpecificCredential", input),
    "1 validation error detected: Value at 'serviceSpecificCredentialId' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\w]+",
  );
});

test("a required value that is missing", async () => {
  equal(
    await message("sts", "AssumeRole", { RoleSessionName: "s1" }),
    "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
  );
});

test("all that is wrong is told at once, of one value the pattern first", async () => {
  equal(
    await message("sts", "AssumeRole", { RoleArn: "", RoleSessionName: "s1", DurationSeconds: 60 }),
    "3 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: Member must satisfy regular " +
      "expression pattern: [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+; " +
      "Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20; " +
      "Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
  );
});

test("elements that are structures are counted from 1", async () => {
  const Tags = [
    { Key: "a", Value: "b" },
    { Key: "c", Value: "(d)" },
  ];
  equal(
    await message("iam", "TagUser", { UserName: "u", Tags }),
    "1 validation error detected: Value at 'tags.2.member.value' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*",
  );
});

test("of a list of texts the list is named, with all that its elements must be", async () => {
  equal(
    await message("sts", "AssumeRole", { ...role, TransitiveTagKeys: ["ok", ""] }),
    "1 validation error detected: Value '[ok, ]' at 'transitiveTagKeys' failed to satisfy constraint: Member must satisfy " +
      "constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, " +
      "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+]",
  );
});

test("elements that were left out are missing: of texts the list is named, of structures each member", async () => {
  const told = await message("iam", "UntagUser", { UserName: "u", TagKeys: ["a", undefined, "c"] });
  ok(
    told.startsWith(
      "1 validation error detected: Value at 'tagKeys' failed to satisfy constraint: Member must satisfy",
    ),
  );
  const Tags = [{ Key: "a", Value: "b" }, {}];
  const both = await message("iam", "TagUser", { UserName: "u", Tags });
  ok(both.startsWith("2 validation errors detected: "));
  for (const member of ["key", "value"]) {
    const missing = `Value at 'tags.2.member.${member}' failed to satisfy constraint: Member must not be null`;
    ok(both.includes(missing), both);
  }
});

test("a value outside of a closed set", async () => {
  equal(
    await message("iam", "UpdateAccessKey", { AccessKeyId: "AKIAIOSFODNN7EXAMPLE", Status: "active" }),
    "1 validation error detected: Value at 'status' failed to satisfy constraint: " +
      "Member must satisfy enum value set: [Active, Inactive, Expired]",
  );
});

test("the size of a list and of a map", async () => {
  const tag = { Key: "k", Value: "v" };
  equal(
    await message("sts", "AssumeRole", { ...role, Tags: Array.from({ length: 51 }, () => tag) }),
    "1 validation error detected: Value at 'tags' failed to satisfy constraint: " +
      "Member must have length less than or equal to 50",
  );
  equal(
    await message("identitystore", "CreateUser", { IdentityStoreId: "d-1234567890", Extensions: {} }),
    "1 validation error detected: Value at 'extensions' failed to satisfy constraint: " +
      "Member must have length greater than or equal to 1",
  );
});

test("length counts characters, not code units", async () => {
  const contract = await loadContract("organizations");
  const operation = contract.operations.get("CreateOrganizationalUnit")!;
  const named = (Name: string) => ({ ParentId: "r-abcd", Name });
  doesNotThrow(() => checkInput(contract, operation, named("😀".repeat(128))));
  throws(() => checkInput(contract, operation, named("😀".repeat(129))), RequestError);
});

test("a pattern holds for the whole value", async () => {
  const contract = await loadContract("account");
  const operation = contract.operations.get("GetContactInformation")!;
  doesNotThrow(() => checkInput(contract, operation, { AccountId: "111111111111" }));
  for (const AccountId of ["1111111111112", "111111111111\n", "x111111111111"]) {
    throws(() => checkInput(contract, operation, { AccountId }), RequestError);
  }
});

test("Organizations names a reason and no parameter", async () => {
  const { code, message, details, httpStatus } = await refusal("organizations", "DescribeAccount", {
    AccountId: "12",
  });
  deepEqual(
    { code, message, details, httpStatus },
    {
      code: "InvalidInputException",
      message: "You provided a value that does not match the required pattern.",
      details: { Reason: "INVALID_PATTERN" },
      httpStatus: 400,
    },
  );
  equal((await refusal("organizations", "DescribeAccount", {})).details?.Reason, "INPUT_REQUIRED");
});

test("each service's code", async () => {
  const codes = {
    iam: (await refusal("iam", "DeleteUser", {})).code,
    "sso-admin": (await refusal("sso-admin", "DescribeInstance", {})).code,
    account: (await refusal("account", "PutContactInformation", {})).code,
    sso: (await refusal("sso", "Logout", {})).code,
    "sso-oidc": (await refusal("sso-oidc", "CreateToken", {})).code,
  };
  deepEqual(codes, {
    iam: "ValidationError",
    "sso-admin": "ValidationException",
    account: "ValidationException",
    sso: "InvalidRequestException",
    "sso-oidc": "InvalidRequestException",
  });
});

test("secrets are not repeated", async () => {
  const Otp = "not-an-otp";
  const input = { AccountId: "111111111111", PrimaryEmail: "a@b.example", Otp };
  equal((await message("account", "AcceptPrimaryEmailUpdate", input)).includes(Otp), false);
});

test("a one-time code of seven digits is a secret as one of six is", async () => {
  const input = { ...role, SerialNumber: "arn:aws:iam::111111111111:mfa/m", TokenCode: "1234567" };
  equal(
    await message("sts", "AssumeRole", input),
    "1 validation error detected: Value at 'tokenCode' failed to satisfy constraint: " +
      "Member must have length less than or equal to 6",
  );
});

test("no secret member of any operation is repeated, whatever is wrong with it", async () => {
  const wrong = "wrong in every way ".repeat(2_000);
  let tried = 0;
  for (const service of serviceNames) {
    const contract = await loadContract(service);
    for (const name of contract.operations.names) {
      const operation = contract.operations.get(name)!;
      const secrets = operation.input.members.filter(
        (member) => member.shape.kind === "string" && (isSecretMember(member.name) || member.shape.sensitive),
      );
      for (const { name: secret } of secrets) {
        // Some take any text.
        const told = await message(service, name, { [secret]: wrong }).catch(() => "");
        ok(!told.includes("wrong in"), told);
        tried++;
      }
    }
  }
  ok(tried > 20, String(tried));
});

test("exactly one member of a union is set", async () => {
  const contract = await loadContract("identitystore");
  const operation = contract.operations.get("GetUserId")!;
  const asked = (AlternateIdentifier: object) => ({ IdentityStoreId: "d-1234567890", AlternateIdentifier });
  const ExternalId = { Issuer: "i", Id: "x" };
  doesNotThrow(() => checkInput(contract, operation, asked({ ExternalId, UniqueAttribute: undefined })));
  throws(() => checkInput(contract, operation, asked({})), /exactly one value/);
  const UniqueAttribute = { AttributePath: "userName", AttributeValue: "u" };
  throws(() => checkInput(contract, operation, asked({ ExternalId, UniqueAttribute })), /exactly one value/);
});

test("messages stay short, however much is wrong", async () => {
  const Tags = Array.from({ length: 10_000 }, () => ({ Key: "()", Value: "" }));
  const told = await message("iam", "TagUser", { UserName: "u", Tags });
  ok(told.startsWith("10 validation errors detected: "));
  equal(told.split("; ").length, limits.violations);
  const long = await message("sts", "AssumeRole", { ...role, RoleSessionName: "x".repeat(100_000) });
  ok(long.length < 2 * limits.shownValueLength);
});

test("a value that is far too long is not held against a pattern that takes long", async () => {
  const Email = `a@${".".repeat(500_000)} `;
  const told = await refusal("organizations", "CreateAccount", { Email, AccountName: "n" });
  equal(told.details?.Reason, "MAX_LENGTH_EXCEEDED");
});

test("what no store holds is refused, also where a pattern lets in every character", async () => {
  const root = { ParentId: "r-abcd" };
  for (const Name of ["\0", "a\0", "\ud800", "a\udc00b"]) {
    const error = await refusal("organizations", "CreateOrganizationalUnit", { ...root, Name });
    equal(error.code, "InvalidInputException", JSON.stringify(Name));
    deepEqual(error.details, { Reason: "INVALID_PATTERN" });
  }
  const contract = await loadContract("organizations");
  const operation = contract.operations.get("CreateOrganizationalUnit")!;
  for (const Name of ["\u001b[2J", "\u{1f600}", "\u202e"]) {
    doesNotThrow(() => checkInput(contract, operation, { ...root, Name }));
  }
});
