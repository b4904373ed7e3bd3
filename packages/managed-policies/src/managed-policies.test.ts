import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { generate } from "../generator/generate.ts";
import { openManagedPolicies } from "./managed-policies.ts";

describe("openManagedPolicies", () => {
  before(generate);

  it("has every policy, sorted, each with a document that is JSON", () => {
    const policies = openManagedPolicies();
    const list = policies.list();
    assert.equal(list.length, policies.size);
    assert.ok(list.length > 1500);
    const ids = new Set<string>();
    for (const [at, policy] of list.entries()) {
      if (at > 0) assert.ok((list[at - 1]?.name ?? "") < policy.name);
      assert.equal(policies.get(policy.arn), policy);
      assert.match(policy.policyId, /^ANPA[A-Z2-7]{17}$/);
      assert.match(policy.defaultVersionId, /^v\d+$/);
      assert.ok(Date.parse(policy.createDate) <= Date.parse(policy.updateDate), policy.name);
      assert.ok(JSON.parse(policies.document(policy.arn) ?? "").Statement, policy.name);
      ids.add(policy.policyId);
    }
    assert.equal(ids.size, list.length);
  });

  it("knows the administrator", () => {
    const policies = openManagedPolicies();
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const text = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
    assert.equal(policies.document(arn), text);
    assert.equal(policies.document(arn), text);
    assert.deepEqual(
      { ...policies.get(arn), policyId: "" },
      {
        name: "AdministratorAccess",
        path: "/",
        arn,
        policyId: "",
        defaultVersionId: "v1",
        createDate: "2015-02-06T18:39:46Z",
        updateDate: "2015-02-06T18:39:46Z",
        words: "Everything, in every service",
      },
    );
  });

  it("keeps the paths of service roles and job functions", () => {
    const policies = openManagedPolicies();
    const arn = "arn:aws:iam::aws:policy/job-function/Billing";
    assert.equal(policies.get(arn)?.path, "/job-function/");
    assert.ok(
      policies
        .document("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
        ?.includes("logs:"),
    );
  });

  it("knows nothing else", () => {
    const policies = openManagedPolicies();
    for (const arn of [
      "arn:aws:iam::aws:policy/NoSuchPolicy",
      "arn:aws:iam::111111111111:policy/AdministratorAccess",
      "__proto__",
      "",
    ]) {
      assert.equal(policies.get(arn), undefined);
      assert.equal(policies.document(arn), undefined);
    }
  });
});
