import assert from "node:assert/strict";
import fc from "fast-check";
import type { FamilyModel } from "./family-model.test-support.ts";

interface Kept {
  readonly arn: string;
  readonly versions: Set<number>;
  latest: number;
  standard: number;
  isAttached: boolean;
}

/** Managed policies, which a user may have, and the user's own. */
interface State {
  readonly managed: Map<string, Kept>;
  readonly inline: Set<string>;
  /** Of a policy that was made last or before. */
  arnOf(name: string): string;
}

const VERSIONS_MAX = 5;
const UserName = "u";
const name = fc.constantFrom("P", "Q");
const version = fc.integer({ min: 1, max: 7 });
const step = fc.oneof(
  fc.record({
    does: fc.constantFrom("create" as const, "delete" as const, "attach" as const, "detach" as const),
    name,
  }),
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant("change" as const), name, isStandard: fc.boolean() }),
  },
  fc.record({ does: fc.constantFrom("choose" as const, "deleteVersion" as const), name, version }),
  fc.record({ does: fc.constantFrom("put" as const, "remove" as const), name }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const PolicyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
});

export const policies: FamilyModel<State, Step> = {
  step,
  async begin(ask) {
    const { User } = await ask("CreateUser", { UserName });
    const prefix = User!.Arn.replace(/user\/u$/, "policy/");
    return { managed: new Map(), inline: new Set(), arnOf: (policy) => prefix + policy };
  },
  foresee({ managed, inline }, each) {
    if (each.does === "put") return undefined;
    if (each.does === "remove") return inline.has(each.name) ? undefined : "NoSuchEntity";
    const policy = managed.get(each.name);
    if (each.does === "create") return policy && "EntityAlreadyExists";
    if (policy === undefined) return "NoSuchEntity";
    switch (each.does) {
      case "delete":
        return policy.isAttached || policy.versions.size > 1 ? "DeleteConflict" : undefined;
      case "change":
        return policy.versions.size >= VERSIONS_MAX ? "LimitExceeded" : undefined;
      case "choose":
        return policy.versions.has(each.version) ? undefined : "NoSuchEntity";
      case "deleteVersion":
        if (!policy.versions.has(each.version)) return "NoSuchEntity";
        return policy.standard === each.version ? "DeleteConflict" : undefined;
      case "attach":
        return undefined;
      case "detach":
        return policy.isAttached ? undefined : "NoSuchEntity";
    }
  },
  async perform(ask, each, { arnOf }) {
    const PolicyName = each.name;
    const named = { PolicyArn: arnOf(each.name) };
    if (each.does === "put") await ask("PutUserPolicy", { UserName, PolicyName, PolicyDocument });
    else if (each.does === "remove") await ask("DeleteUserPolicy", { UserName, PolicyName });
    else if (each.does === "create") await ask("CreatePolicy", { PolicyName, PolicyDocument });
    else if (each.does === "delete") await ask("DeletePolicy", named);
    else if (each.does === "attach") await ask("AttachUserPolicy", { UserName, ...named });
    else if (each.does === "detach") await ask("DetachUserPolicy", { UserName, ...named });
    else if (each.does === "change")
      await ask("CreatePolicyVersion", { ...named, PolicyDocument, SetAsDefault: each.isStandard });
    else if ("version" in each) {
      const input = { ...named, VersionId: `v${each.version}` };
      await (each.does === "choose"
        ? ask("SetDefaultPolicyVersion", input)
        : ask("DeletePolicyVersion", input));
    }
  },
  note({ managed, inline, arnOf }, each) {
    if (each.does === "put") return void inline.add(each.name);
    if (each.does === "remove") return void inline.delete(each.name);
    if (each.does === "create") {
      const fresh = { versions: new Set([1]), latest: 1, standard: 1, isAttached: false };
      return void managed.set(each.name, { arn: arnOf(each.name), ...fresh });
    }
    const policy = managed.get(each.name)!;
    if (each.does === "delete") managed.delete(each.name);
    else if (each.does === "choose") policy.standard = each.version;
    else if (each.does === "deleteVersion") policy.versions.delete(each.version);
    else if (each.does !== "change") policy.isAttached = each.does === "attach";
    else {
      policy.latest += 1;
      policy.versions.add(policy.latest);
      if (each.isStandard) policy.standard = policy.latest;
    }
  },
  async compare(ask, { managed, inline }) {
    const { Policies = [] } = await ask("ListPolicies", { Scope: "Local" });
    assert.deepEqual(
      Policies.map((each) => [
        each.PolicyName,
        each.Arn,
        each.DefaultVersionId,
        each.AttachmentCount,
      ]).toSorted(),
      [...managed]
        .map(([policy, { arn, standard, isAttached }]) => [policy, arn, `v${standard}`, isAttached ? 1 : 0])
        .toSorted(),
    );
    for (const { arn, versions, standard } of managed.values()) {
      const { Versions = [] } = await ask("ListPolicyVersions", { PolicyArn: arn });
      assert.deepEqual(
        Versions.map((each) => [each.VersionId, each.IsDefaultVersion]).toSorted(),
        [...versions].map((number) => [`v${number}`, number === standard]).toSorted(),
      );
    }
    const { AttachedPolicies = [] } = await ask("ListAttachedUserPolicies", { UserName });
    const attached = [...managed].filter(([, { isAttached }]) => isAttached).map(([policy]) => policy);
    assert.deepEqual(AttachedPolicies.map((each) => each.PolicyName).toSorted(), attached.toSorted());
    const { PolicyNames } = await ask("ListUserPolicies", { UserName });
    assert.deepEqual(PolicyNames.toSorted(), [...inline].toSorted());
  },
};
