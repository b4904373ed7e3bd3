import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openManagedPolicies } from "@rolecall/managed-policies";
import { awsPolicyError } from "@rolecall/policy";

interface Row {
  readonly roleName: string;
  readonly policyName: string;
}

const table = new URL("../../../operations/src/linked-role/linked-services.json", import.meta.url);
const { recorded, documented } = JSON.parse(readFileSync(table, "utf8")) as {
  readonly recorded: Readonly<Record<string, Row>>;
  readonly documented: Readonly<Record<string, Row>>;
};
const rows = [...Object.entries(recorded), ...Object.entries(documented)];

test("every service-linked role has a policy that AWS publishes, and is trusted by a service that AWS has", () => {
  const policies = openManagedPolicies();
  const wrong = rows.filter(([service, { roleName, policyName }]) => {
    const trust = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
    const refused = awsPolicyError(JSON.stringify({ Version: "2012-10-17", Statement: trust }), "trust");
    const arn = `arn:aws:iam::aws:policy/aws-service-role/${policyName}`;
    return (
      refused !== undefined || policies.get(arn) === undefined || !/^AWSServiceRoleFor.{1,47}$/.test(roleName)
    );
  });
  assert.deepEqual(wrong, []);
  assert.ok(rows.length > 300, `${rows.length} services`);
});

test("no two services share a name or a role", () => {
  for (const names of [rows.map(([service]) => service), rows.map(([, { roleName }]) => roleName)]) {
    assert.equal(new Set(names).size, names.length);
  }
});
