import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  GenerateOrganizationsAccessReportCommand,
  GetOrganizationsAccessReportCommand,
} from "@aws-sdk/client-iam";
import {
  CreateOrganizationCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { clientConfiguration } from "../installation/clients.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN } from "../installation/seed.ts";
import { type IamStage, startIamStage } from "./stage.ts";

let stage: IamStage;
let root: string;
before(async () => {
  stage = await startIamStage();
  const organizations = new OrganizationsClient(clientConfiguration(stage.installation, ADMIN));
  const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const RootId = Roots?.[0]?.Id;
  await organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType: "SERVICE_CONTROL_POLICY" }));
  root = `${Organization?.Id}/${RootId}`;
});
after(() => stage?.stop());

async function report(EntityPath: string) {
  const { iam } = stage.admin;
  const { JobId } = await iam.send(new GenerateOrganizationsAccessReportCommand({ EntityPath }));
  for (;;) {
    const answer = await iam.send(new GetOrganizationsAccessReportCommand({ JobId }));
    if (answer.JobStatus !== "IN_PROGRESS") return { JobId, ...answer };
    assert.equal(answer.IsTruncated, false);
    await setTimeout(50);
  }
}

test("the services that an organization's policies let be used", async () => {
  const done = await report(`${root}/${ACCOUNT}`);
  assert.equal(done.JobStatus, "COMPLETED");
  assert.ok((done.NumberOfServicesAccessible ?? 0) > 400);
  assert.deepEqual([done.AccessDetails?.length, done.IsTruncated], [100, true]);
});

test("what is not in the organization fails in the job; another organization is denied at once", async () => {
  const failed = await report(`${root}/`);
  assert.deepEqual(
    [failed.JobStatus, failed.ErrorDetails?.Code],
    ["FAILED", "INVALID_ORGANIZATIONS_ENTITY_PATH"],
  );
  await assertRefused(report("o-zzzzzzzzzz/r-zzzz"), { code: "AccessDenied", status: 403 });
  await assertRefused(report("o-zzzzzzzzzz/x-zzzz"), { code: "ValidationError", status: 400 });
});

test("a report is read page by page to its end, by its own markers alone", async () => {
  const { iam } = stage.admin;
  const { JobId, NumberOfServicesAccessible } = await report(`${root}/${ACCOUNT}`);
  const get = (more: object) => iam.send(new GetOrganizationsAccessReportCommand({ JobId, ...more }));
  const names: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await get({ MaxItems: 150, Marker });
    for (const { ServiceNamespace } of page.AccessDetails ?? []) names.push(ServiceNamespace);
    Marker = page.Marker;
    assert.equal(page.IsTruncated, Marker !== undefined);
  } while (Marker !== undefined);
  assert.equal(names.length, NumberOfServicesAccessible);
  assert.deepEqual(names, [...new Set(names)].toSorted());
  const first = await get({ MaxItems: 1 });
  const wrong = get({ Marker: first.Marker, SortKey: "SERVICE_NAMESPACE_DESCENDING" });
  await assertRefused(wrong, { code: "ValidationError", status: 400, message: "Invalid Marker." });
});
