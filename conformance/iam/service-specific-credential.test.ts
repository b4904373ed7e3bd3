import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteServiceSpecificCredentialCommand,
  ListServiceSpecificCredentialsCommand,
  ResetServiceSpecificCredentialCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import { readAuditLog } from "../installation/audit.ts";
import { assertRefused } from "../installation/refusal.ts";
import { type IamStage, startIamStage } from "./stage.ts";

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
  for (const UserName of ["ann", "bob"]) await stage.admin.iam.send(new CreateUserCommand({ UserName }));
});
after(() => stage?.stop());

const DAY_MS = 86_400_000;
const create = async (ServiceName: string, more: { UserName?: string; CredentialAgeDays?: number } = {}) => {
  const input = { UserName: "ann", ServiceName, ...more };
  const answer = await stage.admin.iam.send(new CreateServiceSpecificCredentialCommand(input));
  assert.ok(answer.ServiceSpecificCredential);
  return answer.ServiceSpecificCredential;
};
const list = async (input: ListServiceSpecificCredentialsCommand["input"]) =>
  (await stage.admin.iam.send(new ListServiceSpecificCredentialsCommand(input))).ServiceSpecificCredentials ??
  [];

test("a password is made, seen without the password, made anew, switched off and deleted", async () => {
  const { iam } = stage.admin;
  const { ServicePassword, ...made } = await create("codecommit.amazonaws.com");
  assert.match(ServicePassword ?? "", /^[A-Za-z0-9+/]{60}$/);
  assert.equal(made.ServiceUserName, "ann-at-111111111111");
  assert.deepEqual(await list({ UserName: "ann" }), [made]);
  const named = { UserName: "ann", ServiceSpecificCredentialId: made.ServiceSpecificCredentialId };
  await iam.send(new UpdateServiceSpecificCredentialCommand({ ...named, Status: "Inactive" }));
  const { ServiceSpecificCredential: reset } = await iam.send(
    new ResetServiceSpecificCredentialCommand(named),
  );
  assert.notEqual(reset?.ServicePassword, ServicePassword);
  assert.equal(reset?.Status, "Inactive");
  await iam.send(new DeleteServiceSpecificCredentialCommand(named));
  await assertRefused(iam.send(new DeleteServiceSpecificCredentialCommand(named)), {
    code: "NoSuchEntityException",
    status: 404,
    message: `No such credential ${named.ServiceSpecificCredentialId} exists`,
  });
});

test("an API key has its days, and says when they are over", async () => {
  const made = await create("bedrock.amazonaws.com", { CredentialAgeDays: 1 });
  assert.ok(made.ServiceCredentialSecret?.startsWith("ABSK"));
  assert.equal(made.ExpirationDate?.getTime(), (made.CreateDate?.getTime() ?? 0) + DAY_MS);
  await assertRefused(create("bedrock.amazonaws.com", { CredentialAgeDays: 36_601 }), {
    code: "ValidationError",
    status: 400,
  });
});

test("unknown services, a third credential, another user's, one by its user's new name", async () => {
  await assertRefused(create("sqs.amazonaws.com"), {
    code: "NoSuchEntityException",
    status: 404,
    message: "No such service sqs.amazonaws.com is supported for Service Specific Credentials",
  });
  const first = await create("cassandra.amazonaws.com");
  assert.equal((await create("cassandra.amazonaws.com")).ServiceUserName, "ann+1-at-111111111111");
  await assertRefused(create("cassandra.amazonaws.com"), {
    code: "LimitExceededException",
    status: 409,
    message: "Cannot exceed quota for ContextSpecificCredentialsPerUserPerContext: 2",
  });
  const ServiceSpecificCredentialId = first.ServiceSpecificCredentialId;
  await assertRefused(
    stage.admin.iam.send(
      new ResetServiceSpecificCredentialCommand({ UserName: "bob", ServiceSpecificCredentialId }),
    ),
    {
      code: "ValidationError",
      status: 400,
      message: `User bob does not have a service specific credential with id ${ServiceSpecificCredentialId}`,
    },
  );
  await stage.admin.iam.send(new UpdateUserCommand({ UserName: "ann", NewUserName: "anna" }));
  const listed = await list({ UserName: "anna", ServiceName: "cassandra.amazonaws.com" });
  assert.deepEqual(listed.map((each) => [each.UserName, each.ServiceUserName]).sort(), [
    ["anna", "ann+1-at-111111111111"],
    ["anna", "ann-at-111111111111"],
  ]);
  assert.equal((await list({ AllUsers: true })).length, 3);
  await stage.admin.iam.send(new UpdateUserCommand({ UserName: "anna", NewUserName: "ann" }));
});

test("the audit record has no password", async () => {
  const made = await create("codecommit.amazonaws.com");
  const events = await readAuditLog(stage.installation);
  const creations = events.filter((event) => event.eventName === "CreateServiceSpecificCredential");
  assert.ok(creations.length > 0);
  assert.equal(JSON.stringify(creations).includes(made.ServicePassword ?? ""), false);
});
