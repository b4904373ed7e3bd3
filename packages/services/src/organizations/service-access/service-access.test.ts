import assert from "node:assert/strict";
import { test } from "node:test";
import { createOrganization } from "../organization.test-support.ts";

const SSO = { ServicePrincipal: "sso.amazonaws.com" };

test("services are trusted and no longer, and doing so twice is no error", async (t) => {
  const { ask, management, advance, now, close } = await createOrganization();
  t.after(close);
  const listed = async () =>
    (await ask(management, "ListAWSServiceAccessForOrganization", {})).EnabledServicePrincipals;
  assert.deepEqual(await listed(), []);
  await ask(management, "EnableAWSServiceAccess", SSO);
  const DateEnabled = new Date(now());
  advance(1000);
  await ask(management, "EnableAWSServiceAccess", SSO);
  assert.deepEqual(await listed(), [{ ...SSO, DateEnabled }]);
  await ask(management, "EnableAWSServiceAccess", { ServicePrincipal: "account.amazonaws.com" });
  const { NextToken, EnabledServicePrincipals } = await ask(
    management,
    "ListAWSServiceAccessForOrganization",
    {
      MaxResults: 1,
    },
  );
  assert.deepEqual(EnabledServicePrincipals?.[0]?.ServicePrincipal, "account.amazonaws.com");
  assert.ok(NextToken);
  for (let twice = 0; twice < 2; twice += 1) await ask(management, "DisableAWSServiceAccess", SSO);
  assert.equal((await listed())?.length, 1);
});

test("services that AWS does not list are unrecognized, and billing alone trusts none", async (t) => {
  const { ask, management, change, close } = await createOrganization();
  t.after(close);
  for (const ServicePrincipal of ["stacksets.cloudformation.amazonaws.com", "nothing.amazonaws.com", "sso"]) {
    for (const name of ["EnableAWSServiceAccess", "DisableAWSServiceAccess"] as const) {
      await assert.rejects(ask(management, name, { ServicePrincipal }), {
        code: "InvalidInputException",
        message: "You specified an unrecognized service principal.",
        details: { Reason: "UNRECOGNIZED_SERVICE_PRINCIPAL" },
      });
    }
  }
  await change({ featureSet: "CONSOLIDATED_BILLING" });
  await assert.rejects(ask(management, "EnableAWSServiceAccess", SSO), {
    code: "ConstraintViolationException",
    message:
      "The request failed because the organization does not have all features enabled. Please enable all features in your organization and then retry.",
    details: { Reason: "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE" },
  });
});
