import assert from "node:assert/strict";
import { test } from "node:test";
import { POLICY_TYPES } from "../policy-type.ts";
import { mergePolicies } from "./merge-policies.ts";
import type { PolicyNode } from "./policy-node.ts";
import { readManagementPolicy } from "./read-management-policy.ts";

/** Root, five levels of units, account. */
const LEVELS = 7;

/** A document of as many characters as a policy may have, of as many places as they hold. */
function worstDocument(rootKey: string, charactersMax: number): string {
  const members: string[] = [];
  let length = rootKey.length + 8;
  for (let index = 0; ; index += 1) {
    const member = `"${index.toString(36)}":{"@@append":["${index.toString(36)}"]}`;
    length += member.length + 1;
    if (length > charactersMax) return `{"${rootKey}":{${members.join(",")}}}`;
    members.push(member);
  }
}

/** Counts how many members are walked over. */
class CountedMembers extends Map<string, PolicyNode> {
  static walked = 0;
  override [Symbol.iterator](): MapIterator<[string, PolicyNode]> {
    CountedMembers.walked += this.size;
    return super[Symbol.iterator]();
  }
}

function counted(node: PolicyNode): PolicyNode {
  return {
    ...node,
    members: new CountedMembers([...node.members].map(([name, inner]) => [name, counted(inner)])),
  };
}

test("the dearest policies that can stand over an account are walked over once", () => {
  const { attachedMax, charactersMax } = POLICY_TYPES.TAG_POLICY;
  const text = worstDocument("tags", charactersMax);
  const document = readManagementPolicy(text, "tags");
  assert.ok(document);
  const places = 1 + (document.members.get("tags")?.members.size ?? 0);
  assert.ok(places > 350, `${places} places in ${text.length} characters`);
  const levels = Array.from({ length: LEVELS }, () =>
    Array.from({ length: attachedMax }, () => counted(document)),
  );
  CountedMembers.walked = 0;
  assert.ok(mergePolicies(levels));
  assert.equal(CountedMembers.walked, LEVELS * attachedMax * places);
});
