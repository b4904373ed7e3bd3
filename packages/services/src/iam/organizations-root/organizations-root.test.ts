import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import { toAccountId } from "@rolecall/names";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { delegate, makeOrganization } from "../../organization.test-support.ts";
import { iamService } from "../index.ts";

const IAM = "iam.amazonaws.com";
const MEMBER = toAccountId("222222222222");

let h: Harness<IamOperations>;
beforeEach(async () => {
  h = await createHarness<IamOperations>(iamService);
});
afterEach(() => h.close());

test("each feature is turned on and off", async () => {
  const { id: OrganizationId } = await makeOrganization(h, { trusted: [IAM] });
  const answer = (...EnabledFeatures: string[]) => ({ OrganizationId, EnabledFeatures });
  const both = answer("RootCredentialsManagement", "RootSessions");
  assert.deepEqual(await h.ask(h.root, "ListOrganizationsFeatures", {}), answer());
  assert.deepEqual(await h.ask(h.root, "EnableOrganizationsRootSessions", {}), answer("RootSessions"));
  assert.deepEqual(await h.ask(h.root, "EnableOrganizationsRootSessions", {}), answer("RootSessions"));
  assert.deepEqual(await h.ask(h.root, "EnableOrganizationsRootCredentialsManagement", {}), both);
  assert.deepEqual(await h.ask(h.root, "ListOrganizationsFeatures", {}), both);
  const one = answer("RootCredentialsManagement");
  assert.deepEqual(await h.ask(h.root, "DisableOrganizationsRootSessions", {}), one);
  assert.deepEqual(await h.ask(h.root, "DisableOrganizationsRootSessions", {}), one);
  assert.deepEqual(await h.ask(h.root, "DisableOrganizationsRootCredentialsManagement", {}), answer());
});

const OPERATIONS = [
  "ListOrganizationsFeatures",
  "EnableOrganizationsRootCredentialsManagement",
  "EnableOrganizationsRootSessions",
  "DisableOrganizationsRootCredentialsManagement",
  "DisableOrganizationsRootSessions",
] as const;

/** All of them are refused alike. */
async function refused(caller: Harness<never>["root"], code: string, message?: string): Promise<void> {
  const expected = message === undefined ? { code } : { code, message };
  for (const operation of OPERATIONS) await assert.rejects(h.ask(caller, operation, {}), expected, operation);
}

test("what stands in the way is told by AWS's codes", async () => {
  const member = await h.addAccount(MEMBER);
  await refused(h.root, "OrganizationNotFoundException");
  const organization = await makeOrganization(h, { members: [MEMBER] });
  const untrusted = (id: string) =>
    `Trusted Access for IAM not enabled by organization of input account ${id}.`;
  await refused(h.root, "ServiceAccessNotEnabledException", untrusted("111111111111"));
  await refused(member, "ServiceAccessNotEnabledException", untrusted(MEMBER));
  const trustedServices = [{ servicePrincipal: IAM, enabledAt: h.now() }];
  await h.store.write((tx) => tx.organizations.update({ ...organization, trustedServices }));
  await refused(
    member,
    "AccountNotManagementOrDelegatedAdministratorException",
    `Input account ${MEMBER} is neither management account nor delegated admin.`,
  );
  await h.store.write((tx) =>
    tx.organizations.update({ ...organization, featureSet: "CONSOLIDATED_BILLING" }),
  );
  await refused(h.root, "OrganizationNotInAllFeaturesModeException");
});

test("a delegated administrator reads and turns off; the management account alone turns on", async () => {
  const member = await h.addAccount(MEMBER);
  const organization = await makeOrganization(h, { members: [MEMBER], trusted: [IAM] });
  await delegate(h, organization, MEMBER, IAM);
  await h.ask(member, "ListOrganizationsFeatures", {});
  await h.ask(member, "DisableOrganizationsRootSessions", {});
  const code = "CallerIsNotManagementAccountException";
  const message = `Caller account ${MEMBER} is not management account of the organization and cannot enable IAM features.`;
  await assert.rejects(h.ask(member, "EnableOrganizationsRootSessions", {}), { code, message });
});
