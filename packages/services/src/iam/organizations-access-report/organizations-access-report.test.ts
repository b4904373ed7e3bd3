import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IdentifiedCaller } from "@rolecall/access";
import type { IamOperations } from "@rolecall/contracts";
import type { SortKeyType } from "@rolecall/contracts/iam";
import {
  type AccountId,
  type OrganizationPolicyId,
  toAccountId,
  toOrganizationId,
  toUniqueId,
} from "@rolecall/names";
import { type OrganizationRecord, type OrganizationTarget, WHOLE_SERVICE } from "@rolecall/store";
import { createHarness, type Harness, refuses } from "../../harness.test-support.ts";
import { makeOrganization } from "../../organization.test-support.ts";
import { iamService } from "../index.ts";
import { allow, deny } from "../simulation/simulation.test-support.ts";

const MINUTE_MS = 60_000;
const ONE = toAccountId("222222222222");
const TWO = toAccountId("333333333333");
const FULL = toOrganizationId("policy", "p-FullAWSAccess");
const GUARD = toOrganizationId("policy", "p-guardguard");
const TYPE = "SERVICE_CONTROL_POLICY";

let h: Harness<IamOperations>;
let organization: OrganizationRecord;
/** Of the root, and of the unit that both members stand in. */
let root: string;
let unit: string;
beforeEach(async () => {
  h = await createHarness(iamService);
  for (const id of [ONE, TWO]) await h.addAccount(id);
  organization = await makeOrganization(h, { members: [ONE, TWO], enabledPolicyTypes: [TYPE] });
  root = `${organization.id}/${organization.rootId}`;
  const found = await h.store.read((tx) => tx.organizationalUnits.byName(organization.rootId, "Unit"));
  assert.ok(found);
  unit = `${root}/${found.id}`;
  const of = {
    organizationId: organization.id,
    policyId: FULL,
    policyType: TYPE,
    attachedAt: h.now(),
  } as const;
  await h.store.write((tx) => tx.organizationAttachments.attachEverywhere(of));
});
afterEach(() => h.close());

async function putPolicy(content: string): Promise<void> {
  const of = { organizationId: organization.id, type: TYPE, tags: [], description: "" } as const;
  const at = { createdAt: h.now(), updatedAt: h.now() };
  await h.store.write((tx) =>
    tx.organizationPolicies.insert({ ...of, ...at, id: GUARD, name: "Guard", content }),
  );
}

async function attach(target: OrganizationTarget, policyId: OrganizationPolicyId = GUARD): Promise<void> {
  const of = { organizationId: organization.id, policyId, policyType: TYPE, attachedAt: h.now() } as const;
  await h.store.write((tx) => tx.organizationAttachments.attach({ ...of, ...target }));
}

async function tried(accountId: AccountId, serviceNamespace: string, at: number): Promise<void> {
  const trace = { accountId, entityId: toUniqueId(accountId), serviceNamespace, at, region: "eu-central-1" };
  await h.store.write((tx) =>
    tx.accessTraces.record([
      { ...trace, action: "Get" },
      { ...trace, action: WHOLE_SERVICE },
    ]),
  );
}

const generate = (EntityPath: string, policy?: string, by: IdentifiedCaller = h.root) => {
  const more = policy === undefined ? {} : { OrganizationsPolicyId: policy };
  return h.ask(by, "GenerateOrganizationsAccessReport", { EntityPath, ...more });
};

async function report(path: string, policy?: string, by = h.root) {
  const { JobId = "" } = await generate(path, policy, by);
  await h.env.background.idle();
  return { JobId, ...(await h.ask(by, "GetOrganizationsAccessReport", { JobId, MaxItems: 1000 })) };
}

type Report = Awaited<ReturnType<typeof report>>;
const namesOf = ({ AccessDetails = [] }: Report) => AccessDetails.map((row) => row.ServiceNamespace);
const rowOf = ({ AccessDetails = [] }: Report, name: string) =>
  AccessDetails.find((row) => row.ServiceNamespace === name);

test("a job is under way, and then tells what may be used and was, by whom last", async () => {
  const [first, last] = [h.now(), h.now() + 5 * MINUTE_MS];
  await tried(ONE, "sts", first);
  await tried(TWO, "sts", last);
  await tried(h.accountId, "sts", last + MINUTE_MS);
  await tried(h.accountId, "organizations", last);
  const { JobId = "" } = await generate(root);
  const begun = { JobStatus: "IN_PROGRESS", JobCreationDate: new Date(h.now()), IsTruncated: false };
  assert.deepEqual(await h.ask(h.root, "GetOrganizationsAccessReport", { JobId }), begun);
  await h.env.background.idle();
  const page = await h.ask(h.root, "GetOrganizationsAccessReport", { JobId });
  assert.equal(page.AccessDetails?.length, 100);
  assert.deepEqual([page.JobStatus, page.IsTruncated], ["COMPLETED", true]);
  const all = await report(root);
  const count = all.NumberOfServicesAccessible ?? 0;
  assert.ok(count > 400);
  assert.deepEqual([page.NumberOfServicesAccessible, page.NumberOfServicesNotAccessed], [count, count - 1]);
  assert.equal(all.AccessDetails?.length, count);
  assert.deepEqual(namesOf(all), namesOf(all).toSorted());
  assert.deepEqual(rowOf(all, "sts"), {
    ServiceName: "AWS Security Token Service",
    ServiceNamespace: "sts",
    Region: "eu-central-1",
    EntityPath: `${unit}/${TWO}`,
    LastAuthenticatedTime: new Date(last - (last % MINUTE_MS)),
    TotalAuthenticatedEntities: 2,
  });
  assert.deepEqual(rowOf(all, "iam"), {
    ServiceName: "AWS Identity and Access Management (IAM)",
    ServiceNamespace: "iam",
    Region: "us-east-1",
    TotalAuthenticatedEntities: 0,
  });
  const own = await report(`${root}/${h.accountId}`);
  assert.equal(rowOf(own, "organizations")?.TotalAuthenticatedEntities, 1);
  const one = await report(`${unit}/${ONE}`);
  assert.equal(rowOf(one, "sts")?.EntityPath, `${unit}/${ONE}`);
  assert.equal(rowOf(one, "organizations")?.TotalAuthenticatedEntities, 0);
});

test("rows go from page to page in each order", async () => {
  await tried(ONE, "sts", h.now());
  await tried(ONE, "iam", h.now() + MINUTE_MS);
  const { JobId } = await report(root);
  const orders: Record<SortKeyType, readonly [number, string]> = {
    SERVICE_NAMESPACE_ASCENDING: [0, "a2c"],
    SERVICE_NAMESPACE_DESCENDING: [-1, "a2c"],
    LAST_AUTHENTICATED_TIME_ASCENDING: [-1, "iam"],
    LAST_AUTHENTICATED_TIME_DESCENDING: [0, "iam"],
  };
  for (const [key, [place, name]] of Object.entries(orders)) {
    const SortKey = key as SortKeyType;
    const names: string[] = [];
    let Marker: string | undefined;
    do {
      const more = Marker === undefined ? {} : { Marker };
      const page = await h.ask(h.root, "GetOrganizationsAccessReport", { JobId, SortKey, ...more });
      for (const row of page.AccessDetails ?? []) names.push(row.ServiceNamespace);
      Marker = page.Marker;
    } while (Marker !== undefined);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.at(place), name, SortKey);
  }
});

test("service control policies of every level decide what may be used, but not for the management account", async () => {
  const unitId = toOrganizationId("unit", unit.split("/")[2] ?? "");
  await putPolicy(deny("iam:*"));
  await attach({ targetKind: "organizationalUnit", targetId: unitId });
  assert.ok(namesOf(await report(root)).includes("iam"));
  for (const path of [unit, `${unit}/${ONE}`]) {
    const names = namesOf(await report(path));
    assert.ok(!names.includes("iam") && names.includes("sts"), path);
  }
  assert.ok(namesOf(await report(`${root}/${h.accountId}`)).includes("iam"));
  await h.store.write((tx) => tx.organizationAttachments.detach(unitId, FULL));
  const left = namesOf(await report(unit));
  assert.ok(left.length < 5 && left.includes("mechanicalturk"), left.join(" "));
});

test("a policy's report is of what it allows, and of the accounts that it stands over", async () => {
  await putPolicy(allow("sts:*"));
  await tried(ONE, "sts", h.now());
  await tried(TWO, "sts", h.now());
  const unattached = await report(root, GUARD);
  assert.ok(namesOf(unattached).includes("sts"));
  assert.ok(!namesOf(unattached).includes("iam"));
  assert.equal(rowOf(unattached, "sts")?.TotalAuthenticatedEntities, 0);
  await attach({ targetKind: "account", targetId: ONE });
  const below = rowOf(await report(unit, GUARD), "sts");
  assert.deepEqual([below?.EntityPath, below?.TotalAuthenticatedEntities], [`${unit}/${ONE}`, 1]);
  assert.equal(rowOf(await report(`${unit}/${TWO}`, GUARD), "sts")?.TotalAuthenticatedEntities, 0);
  await attach({ targetKind: "root", targetId: organization.rootId });
  assert.equal(rowOf(await report(unit, GUARD), "sts")?.TotalAuthenticatedEntities, 2);
});

test("what cannot be reported on fails in the job, by AWS's codes", async () => {
  const failure = async (...asked: Parameters<typeof report>) => {
    const { JobStatus, ErrorDetails, AccessDetails } = await report(...asked);
    assert.deepEqual([JobStatus, AccessDetails], ["FAILED", undefined]);
    return ErrorDetails?.Code;
  };
  const noUnit = `${root}/ou-abcd-12345678`;
  for (const path of [
    `${root}/`,
    `${organization.id}/r-zzzzz`,
    noUnit,
    `${root}/${ONE}`,
    `${unit}/${ONE}/${TWO}`,
  ])
    assert.equal(await failure(path), "INVALID_ORGANIZATIONS_ENTITY_PATH", path);
  for (const policy of ["p-nowherenowhere", "p-RCPFullAWSAccess"])
    assert.equal(await failure(root, policy), "INVALID_ORGANIZATIONS_POLICY", policy);
  await h.ask(h.root, "CreateUser", { UserName: "ann" });
  await h.allow("ann", { Action: "iam:*" });
  const ann = await h.asUser("ann");
  assert.equal(await failure(root, undefined, ann), "ORGANIZATIONS_REPORT_ACCESS_DENIED");
  await h.allow("ann", { Action: ["organizations:List*", "organizations:Describe*"] });
  assert.equal((await report(root, FULL, ann)).JobStatus, "COMPLETED");
  await h.store.write((tx) => tx.organizations.update({ ...organization, enabledPolicyTypes: [] }));
  assert.equal(await failure(root), "INVALID_ORGANIZATIONS_POLICY");
});

test("one job at a time: the same again is the same job for a minute, and another has to wait", async () => {
  const { JobId = "" } = await report(root);
  await h.store.write(async (tx) => {
    const job = await tx.reports.byId(JobId);
    assert.ok(job);
    const { completedAt: _, content: __, ...begun } = job;
    await tx.reports.put({ ...begun, state: "IN_PROGRESS" });
  });
  const isBusy = (call: Promise<unknown>) =>
    refuses(call, "ReportGenerationLimitExceeded", "Maximum number of concurrent jobs exceeded");
  h.advance(59_000);
  assert.deepEqual(await generate(root), { JobId });
  await isBusy(generate(unit));
  h.advance(1_000);
  await isBusy(generate(root));
  h.advance(10 * MINUTE_MS);
  assert.equal((await report(unit)).JobStatus, "COMPLETED");
});

test("the management account alone, of its own organization alone", async () => {
  const member = await h.addAccount("444444444444");
  const other = `o-${"z".repeat(10)}/${organization.rootId}`;
  await Promise.all(
    [generate(root, undefined, member), generate(other)].map((call) =>
      assert.rejects(call, { name: "AccessDenied" }),
    ),
  );
  const { JobId } = await report(root);
  const stranger = h.ask(member, "GetOrganizationsAccessReport", { JobId });
  await refuses(stranger, "NoSuchEntity", `The job with id ${JobId} cannot be found.`);
});
