import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsWithEntitiesCommand,
  GetUserCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { clientsOf } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";
import { arn, type IamStage, startIamStage } from "./stage.ts";

const UserName = "ann";
const Arn = arn(`user/${UserName}`);
/** What was tried is written every few seconds, and reports are made behind requests. */
const PATIENCE_MS = 60_000;

let stage: IamStage;
before(async () => {
  stage = await startIamStage();
  const { iam } = stage.admin;
  await iam.send(new CreateUserCommand({ UserName }));
  const Statement = { Effect: "Allow", Action: ["iam:GetUser", "sqs:*"], Resource: "*" };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "Own", PolicyDocument }));
});
after(() => stage?.stop());

async function report(Granularity: "SERVICE_LEVEL" | "ACTION_LEVEL") {
  const { iam } = stage.admin;
  const { JobId } = await iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity }));
  for (;;) {
    const answer = await iam.send(new GetServiceLastAccessedDetailsCommand({ JobId }));
    if (answer.JobStatus !== "IN_PROGRESS") return { JobId, ...answer };
    assert.deepEqual([answer.IsTruncated, answer.ServicesLastAccessed], [false, undefined]);
    await setTimeout(50);
  }
}

test("what a user tried over the wire stands in a report of it, attempts that were denied too", async () => {
  const { AccessKey } = await stage.admin.iam.send(new CreateAccessKeyCommand({ UserName }));
  assert.ok(AccessKey?.AccessKeyId && AccessKey.SecretAccessKey);
  const own = clientsOf(stage.installation, {
    accessKeyId: AccessKey.AccessKeyId,
    secretAccessKey: AccessKey.SecretAccessKey,
  });
  await own.iam.send(new GetUserCommand({}));
  await assertRefused(own.iam.send(new CreateUserCommand({ UserName: "bob" })), {
    code: "AccessDenied",
    status: 403,
  });
  const until = Date.now() + PATIENCE_MS;
  let done = await report("ACTION_LEVEL");
  while (done.ServicesLastAccessed?.[0]?.LastAuthenticated === undefined && Date.now() < until) {
    await setTimeout(500);
    done = await report("ACTION_LEVEL");
  }
  assert.deepEqual([done.JobStatus, done.JobType, done.IsTruncated], ["COMPLETED", "ACTION_LEVEL", false]);
  const [iam, sqs] = done.ServicesLastAccessed ?? [];
  assert.deepEqual([iam?.ServiceNamespace, iam?.LastAuthenticatedEntity], ["iam", Arn]);
  assert.equal(iam?.LastAuthenticated?.getSeconds(), 0);
  assert.deepEqual(
    iam?.TrackedActionsLastAccessed?.filter(({ LastAccessedTime }) => LastAccessedTime).map(
      ({ ActionName }) => ActionName,
    ),
    ["CreateUser", "GetUser"],
  );
  assert.deepEqual(sqs, {
    ServiceName: "Amazon SQS",
    ServiceNamespace: "sqs",
    TotalAuthenticatedEntities: 0,
  });
  const of = { JobId: done.JobId, ServiceNamespace: "iam" };
  const { EntityDetailsList } = await stage.admin.iam.send(
    new GetServiceLastAccessedDetailsWithEntitiesCommand(of),
  );
  assert.deepEqual(
    EntityDetailsList?.map(({ EntityInfo }) => EntityInfo?.Arn),
    [Arn],
  );
});

test("an id of no job, and what is no id", async () => {
  const JobId = "00000000-0000-4000-8000-000000000000";
  await assertRefused(stage.admin.iam.send(new GetServiceLastAccessedDetailsCommand({ JobId })), {
    code: "NoSuchEntityException",
    status: 404,
  });
  await assertRefused(stage.admin.iam.send(new GetServiceLastAccessedDetailsCommand({ JobId: "x" })), {
    code: "ValidationError",
    status: 400,
  });
});
