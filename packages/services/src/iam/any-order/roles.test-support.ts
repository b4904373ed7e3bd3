import assert from "node:assert/strict";
import fc from "fast-check";
import type { FamilyModel } from "./family-model.test-support.ts";

/** Roles with their descriptions, and instance profiles with the role that they hold. */
interface State {
  readonly roles: Map<string, string>;
  readonly profiles: Map<string, string | undefined>;
}

const role = fc.constantFrom("r", "s");
const profile = fc.constantFrom("p", "q");
const step = fc.oneof(
  fc.record({ does: fc.constantFrom("createRole" as const, "deleteRole" as const), role }),
  fc.record({ does: fc.constant("describe" as const), role, text: fc.constantFrom("one", "two") }),
  fc.record({ does: fc.constantFrom("createProfile" as const, "deleteProfile" as const), profile }),
  fc.record({ does: fc.constantFrom("add" as const, "remove" as const), role, profile }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
});

export const rolesAndProfiles: FamilyModel<State, Step> = {
  step,
  begin: async () => ({ roles: new Map(), profiles: new Map() }),
  foresee({ roles, profiles }, each) {
    switch (each.does) {
      case "createRole":
        return roles.has(each.role) ? "EntityAlreadyExists" : undefined;
      case "createProfile":
        return profiles.has(each.profile) ? "EntityAlreadyExists" : undefined;
      case "describe":
        return roles.has(each.role) ? undefined : "NoSuchEntity";
      case "deleteRole":
        if (!roles.has(each.role)) return "NoSuchEntity";
        return [...profiles.values()].includes(each.role) ? "DeleteConflict" : undefined;
      case "deleteProfile":
        if (!profiles.has(each.profile)) return "NoSuchEntity";
        return profiles.get(each.profile) === undefined ? undefined : "DeleteConflict";
      case "add":
        if (!profiles.has(each.profile) || !roles.has(each.role)) return "NoSuchEntity";
        return profiles.get(each.profile) === undefined ? undefined : "LimitExceeded";
      case "remove":
        return roles.has(each.role) && profiles.get(each.profile) === each.role ? undefined : "NoSuchEntity";
    }
  },
  async perform(ask, each) {
    if ("profile" in each) {
      const named = { InstanceProfileName: each.profile };
      if (each.does === "createProfile") await ask("CreateInstanceProfile", named);
      else if (each.does === "deleteProfile") await ask("DeleteInstanceProfile", named);
      else if ("role" in each) {
        const input = { ...named, RoleName: each.role };
        await (each.does === "add"
          ? ask("AddRoleToInstanceProfile", input)
          : ask("RemoveRoleFromInstanceProfile", input));
      }
      return;
    }
    const named = { RoleName: each.role };
    if (each.does === "createRole") await ask("CreateRole", { ...named, AssumeRolePolicyDocument: TRUST });
    else if (each.does === "deleteRole") await ask("DeleteRole", named);
    else if ("text" in each) await ask("UpdateRoleDescription", { ...named, Description: each.text });
  },
  note({ roles, profiles }, each) {
    if ("text" in each) roles.set(each.role, each.text);
    else if (each.does === "createRole") roles.set(each.role, "");
    else if (each.does === "deleteRole") roles.delete(each.role);
    else if (each.does === "createProfile") profiles.set(each.profile, undefined);
    else if (each.does === "deleteProfile") profiles.delete(each.profile);
    else if (each.does === "add" || each.does === "remove")
      profiles.set(each.profile, each.does === "add" ? each.role : undefined);
  },
  async compare(ask, { roles, profiles }) {
    const { Roles } = await ask("ListRoles", {});
    assert.deepEqual(
      Roles.map(({ RoleName, Description = "" }) => [RoleName, Description]),
      [...roles].toSorted(),
    );
    const { InstanceProfiles } = await ask("ListInstanceProfiles", {});
    assert.deepEqual(
      InstanceProfiles.map((each) => [each.InstanceProfileName, each.Roles[0]?.RoleName]),
      [...profiles].toSorted(),
    );
    for (const RoleName of roles.keys()) {
      const holding = await ask("ListInstanceProfilesForRole", { RoleName });
      assert.deepEqual(
        holding.InstanceProfiles.map((each) => each.InstanceProfileName),
        [...profiles]
          .filter(([, held]) => held === RoleName)
          .map(([name]) => name)
          .toSorted(),
      );
    }
  },
};
