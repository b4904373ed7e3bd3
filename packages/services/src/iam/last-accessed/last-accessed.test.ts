import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import { toUniqueId, type UniqueId } from "@rolecall/names";
import { type ReportRecord, WHOLE_SERVICE } from "@rolecall/store";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { MAX_RUNNING } from "../report-job/report-job.ts";
import { allow, deny } from "../simulation/simulation.test-support.ts";

const MINUTE_MS = 60_000;
const arn = (rest: string) => `arn:aws:iam::111111111111:${rest}`;

let h: Harness<IamOperations>;
let ann: UniqueId;
let bob: UniqueId;
beforeEach(async () => {
  h = await createHarness(iamService);
  ann = await newUser("ann");
  bob = await newUser("bob");
});
afterEach(() => h.close());

async function newUser(UserName: string): Promise<UniqueId> {
  const { User } = await h.ask(h.root, "CreateUser", { UserName, Path: "/staff/" });
  return toUniqueId(User?.UserId ?? "");
}

const grant = (UserName: string, PolicyDocument: string, PolicyName = "Own") =>
  h.ask(h.root, "PutUserPolicy", { UserName, PolicyName, PolicyDocument });

/** As the log beside the requests writes it. */
async function tried(entityId: UniqueId, serviceNamespace: string, action: string, at: number) {
  const of = { entityId, accountId: h.accountId, serviceNamespace, at, region: "eu-central-1" };
  await h.store.write((tx) =>
    tx.accessTraces.record([
      { ...of, action },
      { ...of, action: WHOLE_SERVICE },
    ]),
  );
}

async function generate(
  Arn: string,
  { by = h.root, isByAction = false }: { by?: IdentifiedCaller; isByAction?: boolean } = {},
): Promise<string> {
  const granularity = isByAction ? ({ Granularity: "ACTION_LEVEL" } as const) : {};
  const { JobId } = await h.ask(by, "GenerateServiceLastAccessedDetails", { Arn, ...granularity });
  assert.match(JobId ?? "", /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  return JobId ?? "";
}

async function report(Arn: string, isByAction = false) {
  const JobId = await generate(Arn, { isByAction });
  await h.env.background.idle();
  return h.ask(h.root, "GetServiceLastAccessedDetails", { JobId });
}

async function entities(Arn: string, ServiceNamespace: string) {
  const JobId = await generate(Arn);
  await h.env.background.idle();
  const answer = await h.ask(h.root, "GetServiceLastAccessedDetailsWithEntities", {
    JobId,
    ServiceNamespace,
  });
  return (answer.EntityDetailsList ?? []).map(({ EntityInfo, LastAuthenticated }) => [
    EntityInfo.Name,
    LastAuthenticated?.getTime(),
  ]);
}

test("a job is under way, and then tells what a user may use and last used, to the minute", async () => {
  await grant("ann", allow(["sqs:*", "iam:GetUser", "iam:ListUsers"]));
  const at = h.now() + 61_000;
  await tried(ann, "iam", "GetUser", at);
  await tried(ann, "s3", "GetObject", at);
  const JobId = await generate(arn("user/staff/ann"));
  const JobCreationDate = new Date(h.now());
  const underWay = { JobStatus: "IN_PROGRESS", JobCreationDate, IsTruncated: false };
  assert.deepEqual(await h.ask(h.root, "GetServiceLastAccessedDetails", { JobId }), underWay);
  const more = { JobId, ServiceNamespace: "iam" };
  assert.deepEqual(await h.ask(h.root, "GetServiceLastAccessedDetailsWithEntities", more), underWay);
  h.advance(1_500);
  await h.env.background.idle();
  const done = { JobStatus: "COMPLETED", JobCreationDate, JobCompletionDate: new Date(h.now()) };
  assert.deepEqual(await h.ask(h.root, "GetServiceLastAccessedDetails", { JobId }), {
    ...{ ...done, JobType: "SERVICE_LEVEL", IsTruncated: false },
    ServicesLastAccessed: [
      {
        ServiceName: "AWS Identity and Access Management (IAM)",
        ServiceNamespace: "iam",
        TotalAuthenticatedEntities: 1,
        LastAuthenticated: new Date(at - (at % MINUTE_MS)),
        LastAuthenticatedEntity: arn("user/staff/ann"),
        LastAuthenticatedRegion: "eu-central-1",
      },
      { ServiceName: "Amazon SQS", ServiceNamespace: "sqs", TotalAuthenticatedEntities: 0 },
    ],
  });
  const Path = "/staff/";
  assert.deepEqual(await h.ask(h.root, "GetServiceLastAccessedDetailsWithEntities", more), {
    ...{ ...done, IsTruncated: false },
    EntityDetailsList: [
      {
        EntityInfo: { Arn: arn("user/staff/ann"), Name: "ann", Type: "USER", Id: ann, Path },
        LastAuthenticated: new Date(at - (at % MINUTE_MS)),
      },
    ],
  });
});

test("actions are told one by one of the services whose requests are seen", async () => {
  await grant("ann", allow(["sqs:*", "iam:GetUser"]));
  await tried(ann, "iam", "GetUser", h.now());
  const { JobType, ServicesLastAccessed: services } = await report(arn("user/staff/ann"), true);
  assert.equal(JobType, "ACTION_LEVEL");
  const [iam, sqs] = services ?? [];
  const actions = iam?.TrackedActionsLastAccessed ?? [];
  assert.ok(actions.length > 150);
  const names = actions.map(({ ActionName = "" }) => ActionName);
  assert.deepEqual(names, names.toSorted());
  assert.deepEqual(
    actions.filter(({ LastAccessedTime }) => LastAccessedTime !== undefined),
    [
      {
        ActionName: "GetUser",
        LastAccessedEntity: arn("user/staff/ann"),
        LastAccessedTime: new Date(h.now() - (h.now() % MINUTE_MS)),
        LastAccessedRegion: "eu-central-1",
      },
    ],
  );
  assert.deepEqual(actions[0], { ActionName: names[0] });
  assert.equal(sqs?.TrackedActionsLastAccessed, undefined);
});

test("a group's report is its policies' and its users'", async () => {
  const group = { GroupName: "Team" };
  await h.ask(h.root, "CreateGroup", group);
  const PolicyDocument = allow("iam:*");
  await h.ask(h.root, "PutGroupPolicy", { ...group, PolicyName: "Own", PolicyDocument });
  await newUser("carl");
  for (const UserName of ["ann", "bob", "carl"])
    await h.ask(h.root, "AddUserToGroup", { ...group, UserName });
  await grant("ann", allow("sqs:*"));
  const later = h.now() + 5 * MINUTE_MS;
  await tried(bob, "iam", "GetUser", later);
  await tried(ann, "iam", "GetUser", h.now());
  const { ServicesLastAccessed = [] } = await report(arn("group/Team"));
  assert.deepEqual(
    ServicesLastAccessed.map((row) => [
      row.ServiceNamespace,
      row.TotalAuthenticatedEntities,
      row.LastAuthenticatedEntity,
    ]),
    [["iam", 2, arn("user/staff/bob")]],
  );
  const minute = (at: number) => at - (at % MINUTE_MS);
  assert.deepEqual(await entities(arn("group/Team"), "iam"), [
    ["bob", minute(later)],
    ["ann", minute(h.now())],
    ["carl", undefined],
  ]);
  assert.deepEqual(await entities(arn("group/Team"), "sqs"), []);
  const own = await report(arn("user/staff/ann"));
  assert.deepEqual(
    own.ServicesLastAccessed?.map(({ ServiceNamespace }) => ServiceNamespace),
    ["iam", "sqs"],
  );
});

test("a policy's report is of all to whom it is attached, users of groups too, each once", async () => {
  const { Policy } = await h.ask(h.root, "CreatePolicy", {
    PolicyName: "Reading",
    PolicyDocument: allow(["iam:Get*", "sts:*"]),
  });
  const PolicyArn = Policy?.Arn ?? "";
  const group = { GroupName: "Team" };
  await h.ask(h.root, "CreateGroup", group);
  await h.ask(h.root, "AddUserToGroup", { ...group, UserName: "ann" });
  await h.ask(h.root, "AttachGroupPolicy", { ...group, PolicyArn });
  await h.ask(h.root, "AttachUserPolicy", { UserName: "ann", PolicyArn });
  await h.asAdministratorRole("Deployer");
  await h.ask(h.root, "AttachRolePolicy", { RoleName: "Deployer", PolicyArn });
  const { Role } = await h.ask(h.root, "GetRole", { RoleName: "Deployer" });
  await tried(toUniqueId(Role?.RoleId ?? ""), "sts", "AssumeRole", h.now());
  const { ServicesLastAccessed = [] } = await report(PolicyArn);
  assert.deepEqual(
    ServicesLastAccessed.map((row) => [row.ServiceNamespace, row.LastAuthenticatedEntity]),
    [
      ["iam", undefined],
      ["sts", arn("role/Deployer")],
    ],
  );
  const listed = await entities(PolicyArn, "sts");
  assert.deepEqual(
    listed.map(([name]) => name),
    ["Deployer", "ann"],
  );
});

test("policies of AWS are reported on; boundaries count for nothing, denials of all for a service", async () => {
  const everything = "arn:aws:iam::aws:policy/AdministratorAccess";
  await h.ask(h.root, "AttachUserPolicy", { UserName: "ann", PolicyArn: everything });
  const names = async (about: string) =>
    new Set((await rows(about)).map(({ ServiceNamespace }) => ServiceNamespace));
  const all = await names(everything);
  assert.ok(all.size > 400);
  assert.deepEqual(await names(arn("user/staff/ann")), all);
  const boundary = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
  await h.ask(h.root, "PutUserPermissionsBoundary", { UserName: "ann", PermissionsBoundary: boundary });
  await grant("ann", deny("iam:*"));
  const left = await names(arn("user/staff/ann"));
  assert.deepEqual(
    [...all].filter((name) => !left.has(name)),
    ["iam"],
  );
});

/** Of all pages. */
async function rows(about: string) {
  const JobId = await generate(about);
  await h.env.background.idle();
  const found = [];
  let Marker: string | undefined;
  do {
    const more = Marker === undefined ? {} : { Marker };
    const page = await h.ask(h.root, "GetServiceLastAccessedDetails", { JobId, ...more });
    const services = page.ServicesLastAccessed ?? [];
    assert.ok(services.length <= 100);
    found.push(...services);
    Marker = page.Marker;
  } while (Marker !== undefined);
  return found;
}

test("who asked gets it, whatever key is used, and nobody else", async () => {
  await grant("ann", allow("iam:*"));
  const by = await h.asUser("ann");
  const JobId = await generate(arn("user/staff/bob"), { by });
  await h.ask(await h.asUser("ann"), "GetServiceLastAccessedDetails", { JobId });
  for (const other of [h.root, await h.asAdministratorRole("Deployer")]) {
    const words = `The job with id ${JobId} cannot be found.`;
    await refuses(h.ask(other, "GetServiceLastAccessedDetails", { JobId }), "NoSuchEntity", words);
    const more = { JobId, ServiceNamespace: "iam" };
    await refuses(h.ask(other, "GetServiceLastAccessedDetailsWithEntities", more), "NoSuchEntity", words);
  }
});

test("what is not there has no report", async () => {
  const missing = arn("user/nobody");
  await refuses(generate(missing), "NoSuchEntity", "The user with name nobody cannot be found.");
  const policy = arn("policy/none");
  await refuses(generate(policy), "NoSuchEntity", `Policy ${policy} was not found.`);
  const device = arn("mfa/phone-of-ann");
  await refuses(generate(device), "InvalidInput", `ARN ${device} is not valid.`);
});

/** A job that nobody does. */
function begun(number = 0): ReportRecord {
  return {
    ...{ id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`, kind: "serviceLastAccessed" },
    ...{ accountId: h.accountId, requestedBy: h.root.userId, state: "IN_PROGRESS", requestedAt: h.now() },
    request: JSON.stringify({ granularity: "SERVICE_LEVEL" }),
  };
}

test("a job that was lost with its process has failed, and is not made any more once it is told so", async () => {
  const lost = begun();
  await h.store.write((tx) => tx.reports.put(lost));
  const get = () => h.ask(h.root, "GetServiceLastAccessedDetails", { JobId: lost.id });
  h.advance(10 * MINUTE_MS - 1_000);
  assert.equal((await get()).JobStatus, "IN_PROGRESS");
  h.advance(1_000);
  const failed = await get();
  assert.equal(failed.JobStatus, "FAILED");
  assert.equal(failed.JobCompletionDate?.getTime(), h.now());
  assert.equal(failed.Error?.Code, "SERVICE_ERROR");
});

test("so many jobs are under way at a time; old ones are forgotten", async () => {
  for (let number = 0; number < MAX_RUNNING; number += 1)
    await h.store.write((tx) => tx.reports.put(begun(number)));
  await refuses(generate(arn("user/staff/ann")), "Throttling", "Rate exceeded");
  const { id } = begun();
  const get = () => h.ask(h.root, "GetServiceLastAccessedDetails", { JobId: id });
  h.advance(7 * 24 * 60 * MINUTE_MS);
  await generate(arn("user/staff/ann"));
  await get();
  h.advance(1_000);
  await generate(arn("user/staff/ann"));
  await refuses(get(), "NoSuchEntity", `The job with id ${id} cannot be found.`);
});
