import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readAccessLevels } from "@rolecall/policy/describe";
import { askOrganization } from "../passage/ask-organization.ts";
import type { Stop } from "../passage/guard-rails.ts";
import { findLosses } from "./find-losses.ts";
import type { UsedService } from "./read-used-services.ts";

const reference = readAccessLevels({
  source: "a test",
  services: { s3: ["Amazon S3", "RGet:Object;WDelete:Bucket"], sqs: ["Amazon SQS", "WSend:Message"] },
});
const means = { reference, ask: askOrganization };

function used(...namespaces: readonly string[]): readonly UsedService[] {
  return namespaces.map((namespace) => ({ namespace, name: namespace, lastUsed: "2026-11-27T12:00:00Z" }));
}

function way(...statements: readonly object[]): readonly Stop[] {
  const content = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }, ...statements],
  });
  return [
    { id: "r-1", name: "Root", guardRails: [{ id: "p-1", name: "One", kind: "serviceControl", content }] },
  ];
}

const denyBucket = { Effect: "Deny", Action: "s3:DeleteBucket", Resource: "*" };
const denyUntagged = {
  Effect: "Deny",
  Action: "s3:GetObject",
  Resource: "*",
  Condition: { StringNotEquals: { "aws:PrincipalTag/Team": "web" } },
};

function find(services: readonly UsedService[], before: readonly Stop[], after: readonly Stop[]) {
  const move = { organizationId: "o-nordwind42", accountId: "444455556666", before, after };
  return findLosses(services, move, means);
}

describe("what an account loses of what it used", () => {
  it("tells apart what is stopped and what is let through under conditions", () => {
    const { losses, lookedAt } = find(used("sqs", "s3"), way(), way(denyBucket, denyUntagged));
    assert.equal(lookedAt, 2);
    assert.deepEqual(
      losses.map(({ service, ...loss }) => [service.namespace, loss]),
      [["s3", { stopped: ["s3:DeleteBucket"], limited: ["s3:GetObject"] }]],
    );
  });

  it("does not tell of what is no worse than before, or better", () => {
    assert.deepEqual(find(used("s3"), way(denyBucket), way(denyBucket)).losses, []);
    assert.deepEqual(find(used("s3"), way(denyBucket, denyUntagged), way(denyUntagged)).losses, []);
    assert.deepEqual(find([], way(), way(denyBucket)).losses, []);
  });

  it("tells what it did not look at: unknown services, and those beyond the bound", () => {
    assert.deepEqual(find(used("elsewhere"), way(), way(denyBucket)).notLookedAt, used("elsewhere"));
    const many = Array.from({ length: 45 }, () => "sqs");
    const { lookedAt, notLookedAt } = find(used(...many), way(), way(denyBucket));
    assert.deepEqual([lookedAt, notLookedAt.length], [40, 5]);
  });
});
