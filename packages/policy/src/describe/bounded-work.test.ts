import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePolicy } from "../document/parse.ts";
import { ACCESS_LEVEL_DATA } from "../generated/access-levels.ts";
import { readAccessLevels } from "./access-levels.ts";
import { COMPARISONS_MAX, readActionSet } from "./action-set.ts";
import { describePolicy } from "./describe-policy.ts";
import { MERGING_MAX, mergeClaims } from "./merge-claims.ts";
import { hasUnknownShape, renderDescription } from "./render-description.ts";

const reference = readAccessLevels(ACCESS_LEVEL_DATA);

function parse(statements: readonly object[]) {
  const parsed = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity");
  assert.ok(parsed.ok);
  return parsed.policy;
}

describe("the work of describing", () => {
  it("is bounded for thousands of patterns, which are counted then", () => {
    const Action = Array.from({ length: 3000 }, (_, at) => `ec2:*${at.toString(36)}*`);
    const policy = parse([{ Effect: "Allow", Action, Resource: "*" }]);
    const budget = { left: COMPARISONS_MAX };
    assert.equal(readActionSet(policy.statements[0]!.action, reference, budget), undefined);
    assert.ok(budget.left > -1000, `${budget.left}`);
    const description = describePolicy(policy, reference);
    assert.ok(hasUnknownShape(description));
    assert.equal(renderDescription(description), "3000 actions.");
  });

  it("is bounded for many statements, of which less is claimed then", () => {
    const statements = Array.from({ length: 1500 }, (_, at) => ({
      ...(at % 2 === 0 ? { Effect: "Allow", Action: "ec2:D*" } : { Effect: "Deny", Action: "ec2:C*" }),
      Resource: `arn:aws:ec2:*:*:instance/${at}`,
    }));
    const policy = parse(statements);
    const [D, C] = policy.statements.map(({ action }) =>
      readActionSet(action, reference, { left: COMPARISONS_MAX }),
    );
    const { parts } = describePolicy(policy, reference);
    const budget = { left: MERGING_MAX };
    const read = policy.statements.map((statement, at) => ({
      statement,
      actions: at % 2 === 0 ? D : C,
      part: parts[at]!,
    }));
    const { grants } = mergeClaims(read, reference, budget);
    assert.equal(budget.left, 0);
    assert.equal(grants.length, 750);
    assert.ok(grants.at(-1)?.hasExceptions);
  });
});
