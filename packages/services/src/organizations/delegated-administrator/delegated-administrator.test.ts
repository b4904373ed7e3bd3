import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCOUNT } from "../../../../access/src/records.test-support.ts";
import { refuses } from "../../harness.test-support.ts";
import {
  ALONE,
  ARNS,
  createOrganization,
  MEMBER,
  ORGANIZATION,
  OTHER,
} from "../organization.test-support.ts";

const SSO = "sso.amazonaws.com";
const CONFIG = "config.amazonaws.com";
const NOT_REGISTERED = [
  "AccountNotRegisteredException",
  "The provided account is not a registered delegated administrator for your organization.",
] as const;

async function createTrusting(...services: readonly string[]) {
  const harness = await createOrganization();
  for (const ServicePrincipal of services) {
    await harness.ask(harness.management, "EnableAWSServiceAccess", { ServicePrincipal });
  }
  return harness;
}

test("a member administers services, each since it was registered", async (t) => {
  const { ask, management, advance, now, close } = await createTrusting(SSO, CONFIG);
  t.after(close);
  const since = new Date(now());
  await ask(management, "RegisterDelegatedAdministrator", { AccountId: MEMBER, ServicePrincipal: SSO });
  advance(60_000);
  const later = new Date(now());
  await ask(management, "RegisterDelegatedAdministrator", { AccountId: MEMBER, ServicePrincipal: CONFIG });
  await ask(management, "RegisterDelegatedAdministrator", { AccountId: OTHER, ServicePrincipal: CONFIG });
  const all = await ask(management, "ListDelegatedAdministrators", {});
  const { JoinedTimestamp, ...first } = all.DelegatedAdministrators?.[0] ?? {};
  assert.deepEqual(first, {
    Id: MEMBER,
    Arn: `${ARNS}:account/${ORGANIZATION}/${MEMBER}`,
    Email: `root@${MEMBER}.example`,
    Name: `account-${MEMBER}`,
    Status: "ACTIVE",
    State: "ACTIVE",
    JoinedMethod: "INVITED",
    DelegationEnabledDate: since,
  });
  assert.deepEqual(
    all.DelegatedAdministrators?.map(({ Id }) => Id),
    [MEMBER, OTHER],
  );
  const ofConfig = await ask(management, "ListDelegatedAdministrators", { ServicePrincipal: CONFIG });
  assert.deepEqual(
    ofConfig.DelegatedAdministrators?.map(({ Id, DelegationEnabledDate }) => [Id, DelegationEnabledDate]),
    [
      [MEMBER, later],
      [OTHER, later],
    ],
  );
  const { DelegatedServices } = await ask(management, "ListDelegatedServicesForAccount", {
    AccountId: MEMBER,
  });
  assert.deepEqual(DelegatedServices, [
    { ServicePrincipal: CONFIG, DelegationEnabledDate: later },
    { ServicePrincipal: SSO, DelegationEnabledDate: since },
  ]);
  await ask(management, "DeregisterDelegatedAdministrator", { AccountId: OTHER, ServicePrincipal: CONFIG });
  await refuses(
    ask(management, "DeregisterDelegatedAdministrator", { AccountId: OTHER, ServicePrincipal: CONFIG }),
    ...NOT_REGISTERED,
  );
  await refuses(ask(management, "ListDelegatedServicesForAccount", { AccountId: OTHER }), ...NOT_REGISTERED);
});

test("who cannot administer is told why", async (t) => {
  const { ask, management, close } = await createTrusting(SSO);
  t.after(close);
  const register = (AccountId: string, ServicePrincipal = SSO) =>
    ask(management, "RegisterDelegatedAdministrator", { AccountId, ServicePrincipal });
  await assert.rejects(register(ACCOUNT), {
    message:
      "You cannot register management account/yourself as delegated administrator for your organization.",
    details: { Reason: "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR" },
  });
  await assert.rejects(register(MEMBER, CONFIG), {
    message:
      "You must enable service access before you delegate an administrator for this service. Call the AWS API EnableAWSServiceAccess first.",
    details: { Reason: "SERVICE_ACCESS_NOT_ENABLED" },
  });
  await assert.rejects(register(MEMBER, "nothing.amazonaws.com"), {
    details: { Reason: "UNRECOGNIZED_SERVICE_PRINCIPAL" },
  });
  await refuses(register(ALONE), "AccountNotFoundException", "You specified an account that doesn't exist.");
  await register(MEMBER);
  await refuses(
    register(MEMBER),
    "AccountAlreadyRegisteredException",
    "The provided account is already a delegated administrator for your organization.",
  );
});

test("a closed account is not registered, and the Account service has one administrator", async (t) => {
  const ACCOUNTS = "account.amazonaws.com";
  const { ask, management, store, now, close } = await createTrusting(ACCOUNTS);
  t.after(close);
  const register = (AccountId: string) =>
    ask(management, "RegisterDelegatedAdministrator", { AccountId, ServicePrincipal: ACCOUNTS });
  await register(MEMBER);
  await assert.rejects(register(OTHER), {
    details: { Reason: "DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE" },
  });
  await refuses(
    register(MEMBER),
    "AccountAlreadyRegisteredException",
    "The provided account is already a delegated administrator for your organization.",
  );
  await store.write(async (tx) => {
    const account = await tx.accounts.byId(OTHER);
    assert.ok(account);
    await tx.accounts.update({ ...account, closedAt: now() });
  });
  await assert.rejects(register(OTHER), {
    details: { Reason: "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR" },
  });
});
